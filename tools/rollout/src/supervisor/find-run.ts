import { StrataError } from "@strata/shared-config";
import type { RolloutRecord } from "../record.ts";
import { recordFile, runsFolder } from "../rollout.ts";
import { lastRecord } from "../runs/local-runs.ts";
import { standingOf } from "./standing.ts";

/** A run, as its record says, and where that lies. */
export interface FoundRun {
  readonly record: RolloutRecord;
  readonly file: string;
}

/**
 * The run of an environment to watch: the one with an id, else the newest one that has not ended.
 * Throws RUN_MISSING.
 */
export async function findRun(root: string, environment: string, id: string | undefined): Promise<FoundRun> {
  const folder = runsFolder(root);
  const isWanted = (record: RolloutRecord) =>
    record.environment === environment && (id === undefined ? standingOf(record) !== "over" : record.id === id);
  const record = await lastRecord(folder, isWanted);
  if (record !== undefined) return { record, file: recordFile(root, record.id) };
  const last = await lastRecord(folder, (other) => other.environment === environment);
  const what = id === undefined ? `nothing runs in ${environment}` : `${environment} has no run ${id}`;
  throw new StrataError("RUN_MISSING", what, {
    hint:
      last === undefined
        ? `nx run-many -t deploy -c ${environment}`
        : `strata attach ${environment} --run ${last.id}   (the last one: ${last.operation}, ${last.status})`,
    fault: "user",
  });
}
