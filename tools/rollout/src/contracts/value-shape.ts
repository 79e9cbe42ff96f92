import { MASK, UNKNOWN } from "@strata/shared-config";

/**
 * How the kind of a planned value differs from a deployed one's, in words; undefined where it does not, or where one of
 * them is a secret or not known yet. What a map holds under which key is data and no shape.
 */
export function shapeChange(deployed: unknown, planned: unknown): string | undefined {
  const before = kindOf(deployed);
  const after = kindOf(planned);
  if (before === undefined || after === undefined) return undefined;
  if (before !== after) return `changes from ${before} to ${after}`;
  if (!Array.isArray(deployed) || !Array.isArray(planned)) return undefined;
  const inner = shapeChange(deployed[0], planned[0]);
  return inner === undefined || deployed.length === 0 || planned.length === 0 ? undefined : `${inner} in its items`;
}

function kindOf(value: unknown): string | undefined {
  if (value === MASK || value === UNKNOWN) return undefined;
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return { string: "a text", number: "a number", boolean: "true or false" }[String(typeof value)];
}
