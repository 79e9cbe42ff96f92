import type { RolloutRecord } from "../record.ts";
import { standingOf } from "../supervisor/standing.ts";
import { lastRecord } from "./local-runs.ts";

/**
 * The run of an environment that is under way on this machine.
 *
 * @param folder of the records
 */
export async function runningRun(folder: string, environment: string): Promise<RolloutRecord | undefined> {
  return lastRecord(folder, (record) => record.environment === environment && standingOf(record) === "running");
}

/** A run under way, in words. */
export function runningText({ operation, environment, supervisor, startedAt }: RolloutRecord): string {
  return `a ${operation} of ${environment} is running: process ${supervisor.pid} on ${supervisor.host}, since ${startedAt}`;
}
