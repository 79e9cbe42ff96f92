import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type RolloutRecord, type RolloutTrace, readTrace } from "@strata/rollout";
import { StrataError, systemCode } from "@strata/shared-config";

/** A rehearsal that ended well, and what it did to which resource. */
export interface TracedRun {
  /** Absolute path of its record. */
  readonly file: string;
  readonly trace: RolloutTrace;
}

/**
 * The last rehearsal of an environment that ended well. Throws REHEARSAL_MISSING.
 *
 * @param world the rehearsal's folder
 */
export async function lastTrace(world: string, environment: string): Promise<TracedRun> {
  const runs = join(world, "runs");
  const ids = await readdir(runs).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  });
  // An id is the time of its start: the last one by name is the last one.
  for (const id of ids.sort().reverse()) {
    const file = join(runs, id, "record.json");
    const trace = await readTrace(file);
    if (trace?.environment !== environment || !changed(trace)) continue;
    const record: RolloutRecord = JSON.parse(await readFile(file, "utf8"));
    if (record.status === "succeeded") return { file, trace };
  }
  throw new StrataError(
    "REHEARSAL_MISSING",
    `${environment} has not been rehearsed, so nothing is known of its resources`,
    {
      hint: `pnpm strata rehearse ${environment}`,
      fault: "user",
    },
  );
}

function changed({ layers }: RolloutTrace): boolean {
  return layers.some(({ resources }) => resources.length > 0);
}
