import type { environmentJsonSchema } from "@strata/shared-config";

/** A part of the JSON Schema of an environment's file. */
export type SchemaNode = ReturnType<typeof environmentJsonSchema>;

/** The ways in which a value may be given: a node without alternatives is its own. A pattern alone is no way. */
export function alternatives(node: SchemaNode): SchemaNode[] {
  const given = (node.anyOf ?? []).filter((branch): branch is SchemaNode => typeof branch === "object");
  const meant = given.filter((branch) => branch.pattern === undefined || branch.type !== undefined);
  return meant.length === 0 ? [node] : meant.flatMap(alternatives);
}

/** Whether a node is a map: of settings, or of keys of one's own. */
export function isGroup(node: SchemaNode): boolean {
  return node.type === "object";
}

/** What a value may be, in words: `dev | staging | prod`, `1 to 35`, `list of host names`. */
export function typeWords(node: SchemaNode): string {
  const ways = alternatives(node).filter((way) => !isGroup(way));
  if (ways.length > 1) return ways.map(typeWords).join(", or ");
  const [way = node] = ways;
  if (way.const !== undefined) return String(way.const);
  if (way.enum !== undefined) return choiceWords(way.enum.map(String));
  switch (way.type) {
    case "boolean":
      return "true | false";
    case "integer":
    case "number":
      return numberWords(way);
    case "array":
      return `list of: ${typeof way.items === "object" && !Array.isArray(way.items) ? typeWords(way.items) : "values"}`;
    default:
      return FORMATS[way.format ?? ""] ?? "text";
  }
}

/** Choices that a line still shows one by one: CloudWatch's retentions, but not AWS's regions. */
const MOST_CHOICES = 24;

function choiceWords(choices: readonly string[]): string {
  return choices.length > MOST_CHOICES ? `${choices[0]} | … | ${choices.at(-1)}` : choices.join(" | ");
}

const FORMATS: Readonly<Record<string, string>> = {
  hostname: "host name",
  email: "e-mail address",
  uri: "URL",
  cidrv4: "IPv4 range",
};

/** zod writes the largest safe number where there is no limit. */
function numberWords({ minimum, exclusiveMinimum, maximum, type }: SchemaNode): string {
  const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (minimum !== undefined && most !== undefined) return `${minimum} to ${most}`;
  if (exclusiveMinimum !== undefined) return `above ${exclusiveMinimum}${most === undefined ? "" : `, to ${most}`}`;
  if (minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER) return `at least ${minimum}`;
  return type === "integer" ? "whole number" : "number";
}
