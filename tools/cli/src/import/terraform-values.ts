import { parse as parseHcl } from "@cdktn/hcl2json";
import { optionInvalid } from "@strata/shared-config";
import type { ForeignKey } from "./foreign-file.ts";
import { parsePlain } from "./plain-yaml.ts";

/** An expression in a text: `$${` and `%%{` are those characters themselves. Source: Terraform, "Strings and Templates". */
const EXPRESSION = /(?<![$%])[$%]\{/;

/**
 * The variables of a .tfvars or a .tfvars.json.
 * @param name of the file, for its kind and for errors
 * @throws StrataError OPTION_INVALID naming the line
 */
export async function parseTerraformValues(name: string, text: string): Promise<ForeignKey[]> {
  const values = name.endsWith(".json") ? parsePlain(name, text) : await parseValues(name, text);
  return Object.entries(values).map(([key, value]) => ({
    key,
    value,
    secure: false,
    ...(hasExpression(value) ? { problem: "is an expression: write its value" } : {}),
  }));
}

async function parseValues(name: string, text: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await parseHcl(name, text);
  } catch (cause) {
    // parse config: [<file>:<line>,<column>-<column>: <what>; <what to do>]
    const found = /:(\d+),[\d,-]+: (.*?)\]?$/s.exec(cause instanceof Error ? cause.message : String(cause));
    throw optionInvalid(
      `${name}${found === null ? "" : `:${found[1]}`} is no Terraform: ${found?.[2] ?? String(cause)}`,
      `correct ${name}; terraform fmt finds the same`,
    );
  }
}

function hasExpression(value: unknown): boolean {
  if (typeof value === "string") return EXPRESSION.test(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasExpression);
}
