import { isDeepStrictEqual } from "node:util";
import { asList, asTree, isTree } from "@strata/shared-config";
import type { ContractSchemas } from "./contract-file.ts";

/** A promise that is kept no more. */
export interface BrokenPromise {
  readonly upstream: string;
  readonly output: string;
  /** `is removed`, `may be absent now`, `has another shape: …`. */
  readonly change: string;
}

/**
 * What contracts promised and no longer do. A promise is kept by the same one or a stronger one: an output that was
 * optional and is always there, fewer values, one more property. By layer and output.
 */
export function brokenPromises(before: ContractSchemas, after: ContractSchemas): readonly BrokenPromise[] {
  return [...before].sort(byName).flatMap(([upstream, old]) => {
    const now = after.get(upstream);
    return Object.entries(old.properties)
      .sort(byName)
      .flatMap(([output, schema]) => {
        const change = changeOf(output, schema, old.required, now);
        return change === undefined ? [] : [{ upstream, output, change }];
      });
  });
}

function changeOf(
  output: string,
  schema: unknown,
  required: readonly string[],
  now: { readonly properties: Readonly<Record<string, unknown>>; readonly required: readonly string[] } | undefined,
): string | undefined {
  if (now === undefined || !(output in now.properties)) return "is removed";
  if (required.includes(output) && !now.required.includes(output)) return "may be absent now";
  const difference = widening(schema, now.properties[output], "");
  return difference === undefined ? undefined : `has another shape: ${difference}`;
}

type Node = ReadonlyMap<string, unknown>;

/** Words of a JSON Schema that say nothing of the values, or that are looked at by themselves. */
const OWN_RULE = new Set(["description", "title", "properties", "required", "items", "enum", "additionalProperties"]);
const LOWER_BOUNDS = new Set(["minimum", "exclusiveMinimum", "minLength", "minItems"]);
const UPPER_BOUNDS = new Set(["maximum", "exclusiveMaximum", "maxLength", "maxItems"]);

/** The first place at which a schema allows what an earlier one did not, in words; undefined where there is none. */
function widening(before: unknown, after: unknown, path: string): string | undefined {
  const old = nodeOf(before);
  const now = nodeOf(after);
  const at = path === "" ? "" : ` at ${path}`;
  for (const word of new Set([...old.keys(), ...now.keys()])) {
    if (OWN_RULE.has(word) || isDeepStrictEqual(old.get(word), now.get(word))) continue;
    if (!old.has(word) || isStronger(word, old.get(word), now.get(word))) continue;
    return `${word} is ${JSON.stringify(now.get(word)) ?? "gone"} instead of ${JSON.stringify(old.get(word))}${at}`;
  }
  return enumWidening(old, now, at) ?? propertyWidening(old, now, path) ?? innerWidening(old, now, path);
}

function isStronger(word: string, before: unknown, after: unknown): boolean {
  if (word === "type") return before === "number" && after === "integer";
  if (typeof before !== "number" || typeof after !== "number") return false;
  return (LOWER_BOUNDS.has(word) && after > before) || (UPPER_BOUNDS.has(word) && after < before);
}

function enumWidening(old: Node, now: Node, at: string): string | undefined {
  const before = old.get("enum");
  if (!Array.isArray(before)) return undefined;
  const after = now.get("enum");
  const added = Array.isArray(after) ? after.filter((value) => !before.includes(value)) : ["any value"];
  return added.length === 0 ? undefined : `it may be ${added.join(", ")} now${at}`;
}

function propertyWidening(old: Node, now: Node, path: string): string | undefined {
  const required = asList(now.get("required"));
  for (const [name, schema] of nodeOf(old.get("properties"))) {
    const inner = `${path}.${name}`;
    const kept = nodeOf(now.get("properties"));
    if (!kept.has(name)) return `${inner.slice(1)} is removed`;
    if (asList(old.get("required")).includes(name) && !required.includes(name))
      return `${inner.slice(1)} may be absent now`;
    const difference = widening(schema, kept.get(name), inner);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function innerWidening(old: Node, now: Node, path: string): string | undefined {
  for (const word of ["items", "additionalProperties"]) {
    const before = old.get(word);
    if (!isTree(before)) continue;
    const difference = widening(before, now.get(word), `${path}[]`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function nodeOf(value: unknown): Node {
  return new Map<string, unknown>(Object.entries(asTree(value)));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
