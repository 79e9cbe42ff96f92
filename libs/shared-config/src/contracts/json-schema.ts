import { z } from "zod";
import { LAYERS } from "../layers.ts";
import { CONTRACTS } from "./index.ts";

/**
 * Every contract as JSON Schema, by layer, with all keys sorted: the file in which a change of a promise shows, and by which
 * two commits are compared.
 */
export function contractsJsonSchema(): Record<string, unknown> {
  const contracts = [...LAYERS].sort().map((layer) => {
    const { $schema: _, ...schema } = z.toJSONSchema(CONTRACTS[layer], { io: "input" });
    return [layer, sorted(schema)];
  });
  return { $comment: "Generated: strata config schema --write", ...Object.fromEntries(contracts) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
