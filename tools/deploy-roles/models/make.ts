/*
 * Makes actions.json from types.yaml, PyPI's cfn-lint and the installed list of IAM's actions.
 * Usage: node tools/deploy-roles/models/make.ts [--check] [--schemas <folder>]
 *   --check    writes nothing; exit 1 when the file is not what this makes
 *   --schemas  cfn-lint's folder data/schemas, unpacked already: nothing is fetched
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildActions } from "./build.ts";
import { openCloudFormation, withCloudFormation } from "./cloudformation.ts";
import { readTypesTable } from "./types-table.ts";

const FILE = new URL("actions.json", import.meta.url);

const { values } = parseArgs({ options: { check: { type: "boolean" }, schemas: { type: "string" } } });
const table = readTypesTable();
const text =
  values.schemas === undefined
    ? await withCloudFormation((types) => buildActions(table, types))
    : await buildActions(table, openCloudFormation(values.schemas));

if (!values.check) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, "utf8") !== text) {
  console.error("tools/deploy-roles/models/actions.json is not what types.yaml makes: run models/make.ts.");
  process.exitCode = 1;
}
