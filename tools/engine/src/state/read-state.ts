import { readFile } from "node:fs/promises";
import { StrataError } from "@strata/shared-config";
import { stateFile } from "./state-file.ts";

/**
 * How many entries the state of a stack in a `file://` backend has: the stack itself once it ran, its providers and its
 * resources.
 *
 * @returns undefined when there is no such stack, 0 when it was made and never ran
 * @throws StrataError STATE_DAMAGED
 */
export async function countLocalEntries(
  folder: string,
  layer: string,
  environment: string,
): Promise<number | undefined> {
  const file = stateFile(folder, layer, environment);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return countEntries(JSON.parse(text));
  } catch (cause) {
    throw new StrataError("STATE_DAMAGED", `the state file ${file} is damaged`, {
      hint: `ls -l ${file}*   (the engine keeps the state before the last change in ${file}.bak)`,
      fault: "environment",
      cause,
    });
  }
}

/** Counts the entries of a state: a checkpoint file, or what `pulumi stack export` prints. */
export function countEntries(state: unknown): number {
  const deployment = member(member(state, "checkpoint"), "latest") ?? member(state, "deployment");
  const resources = member(deployment, "resources");
  return Array.isArray(resources) ? resources.length : 0;
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
