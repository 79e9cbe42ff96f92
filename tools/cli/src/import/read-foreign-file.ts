import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { optionInvalid, systemCode } from "@strata/shared-config";
import type { ForeignFile } from "./foreign-file.ts";
import { parsePulumiConfig } from "./pulumi-config.ts";
import { parseTerraformValues } from "./terraform-values.ts";

/**
 * Reads a terraform.tfvars, a .tfvars.json or a Pulumi.<stack>.yaml; an example of one, too.
 * @throws StrataError OPTION_INVALID for a file that is not there, of no such kind, or that cannot be parsed, with its line
 */
export async function readForeignFile(file: string): Promise<ForeignFile> {
  const name = basename(file);
  const plain = name.replace(/\.example$/, "");
  const text = await readText(file);
  if (/\.tfvars(\.json)?$/.test(plain)) {
    return { kind: "terraform", name, keys: await parseTerraformValues(plain, text) };
  }
  if (/^Pulumi\..+\.ya?ml$/.test(plain)) return { kind: "pulumi", name, keys: parsePulumiConfig(name, text) };
  throw optionInvalid(`${name} is of no kind that can be imported`, "give a terraform.tfvars or a Pulumi.<stack>.yaml");
}

async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  } catch (cause) {
    const what = { ENOENT: "does not exist", EISDIR: "is a folder", EACCES: "may not be read" }[
      String(systemCode(cause))
    ];
    if (what === undefined) throw cause;
    throw optionInvalid(`${file} ${what}`, "give a terraform.tfvars or a Pulumi.<stack>.yaml");
  }
}
