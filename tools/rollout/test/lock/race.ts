import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { temporaryFolder } from "../temporary-folder.ts";

/** The long form of a test: `STRATA_FAULTS=long`. */
export const LONG = process.env.STRATA_FAULTS === "long";

/** Twenty writers on one lock. */
export interface Race {
  /** How often each takes the lock. */
  readonly rounds: number;
  readonly table: { readonly folder: string } | { readonly dynamo: string };
  readonly poll: number;
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * How many writers each process has: one of its own for each in the long form, and fewer processes in the short one. The
 * last two die in their last round with the lock in their hands.
 */
const PROCESSES = LONG ? times(20).map(() => 1) : [9, 9, 1, 1];

/** Runs a race. Gives the numbers of the holders, in order of entry. */
export async function race({ table, variables = {}, ...work }: Race): Promise<readonly number[]> {
  const arena = await temporaryFolder("race");
  const script = join(import.meta.dirname, "writer.ts");
  await Promise.all(
    PROCESSES.map((writers, index) => {
      const words = { ...work, ...table, arena, writers, dies: index >= PROCESSES.length - 2 };
      return execa(process.execPath, [script, JSON.stringify(words)], { env: variables });
    }),
  );
  return (await readFile(join(arena, "numbers"), "utf8")).trim().split("\n").map(Number);
}

/** 1, 2, 3 … */
export function times(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
