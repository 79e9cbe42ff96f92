/*
 * Makes api-models.json from operations.yaml, the installed SDK and PyPI's botocore.
 * Usage: node tools/rehearsal/models/make.ts [--check | --list] [--data <folder>]
 *   --check  writes nothing; exit 1 when the file is not what this makes
 *   --list   says of every property which member it is held against
 *   --data   botocore's data folder, unpacked already: nothing is fetched
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openSdkFacts } from "@strata/sdk-facts";
import { openBotocore, withBotocore } from "./botocore.ts";
import { buildModels } from "./build.ts";
import { readOperations } from "./operations-table.ts";

const FILE = new URL("api-models.json", import.meta.url);

const { values } = parseArgs({
  options: { check: { type: "boolean" }, list: { type: "boolean" }, data: { type: "string" } },
});
const sdk = openSdkFacts(import.meta.url);
const built =
  values.data === undefined
    ? withBotocore((botocore) => buildModels(readOperations(), sdk, botocore))
    : buildModels(readOperations(), sdk, openBotocore(values.data));

if (values.list) {
  for (const { type, path, found } of built.notes) console.log(`${type} ${path} = ${found}`);
} else if (!values.check) {
  writeFileSync(FILE, built.text);
} else if (readFileSync(FILE, "utf8") !== built.text) {
  console.error("tools/rehearsal/models/api-models.json is not what operations.yaml makes: run models/make.ts.");
  process.exitCode = 1;
}
