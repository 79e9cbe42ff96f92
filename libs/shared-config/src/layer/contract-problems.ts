import type { z } from "zod";
import { MASK, masked, UNKNOWN } from "../markers.ts";

/**
 * How outputs break a contract, a line for each place: `vpcId: Invalid input: expected string`. What is not known yet
 * or nobody may read breaks nothing.
 */
export function contractProblems(contract: z.ZodObject, outputs: Readonly<Record<string, unknown>>): readonly string[] {
  const legible = masked(outputs);
  const parsed = contract.safeParse(legible);
  if (parsed.success) return [];
  return parsed.error.issues
    .filter(({ path }) => !isHidden(legible, path))
    .map(({ path, message }) => `${path.map(String).join(".")}: ${message}`);
}

function isHidden(value: unknown, path: readonly PropertyKey[]): boolean {
  if (value === UNKNOWN || value === MASK) return true;
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== "object" || value === null) return false;
  const inner: unknown = Object.entries(value).find(([key]) => key === String(first))?.[1];
  return isHidden(inner, rest);
}
