import { hostname } from "node:os";
import type { RolloutRecord } from "../record.ts";
import { systemCode } from "../run-folder.ts";
import { lastRecord } from "./local-runs.ts";

/** Whether the process that holds a run's engines still lives. Only this machine's can be known: another's is undefined. */
export function isSupervised({ supervisor: { host, pid } }: RolloutRecord): boolean | undefined {
  if (host !== hostname()) return undefined;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it: so it is there, and somebody else's.
    return systemCode(error) === "EPERM";
  }
}

/**
 * The run of an environment that is under way on this machine.
 *
 * @param folder of the records
 */
export async function runningRun(folder: string, environment: string): Promise<RolloutRecord | undefined> {
  return lastRecord(
    folder,
    (record) => record.environment === environment && record.status === "running" && isSupervised(record) === true,
  );
}

/** A run under way, in words. */
export function runningText({ operation, environment, supervisor, startedAt }: RolloutRecord): string {
  return `a ${operation} of ${environment} is running: process ${supervisor.pid} on ${supervisor.host}, since ${startedAt}`;
}
