import { StrataError } from "@strata/shared-config";
import { holderText } from "../lock/owner-text.ts";
import { readLocks } from "../lock/read-locks.ts";
import { runningRun, runningText } from "../runs/running.ts";

/** Where to look for a run. */
export interface BusyPlace {
  readonly root: string;
  readonly environment: string;
  /** Of this machine's records. */
  readonly folder: string;
}

/**
 * Why an environment may be changed while somebody looks at it: a run of this machine, or one that holds its lock, wherever it
 * is. A lock whose owner is gone keeps nobody busy. Undefined where nothing is known to be at work.
 */
export async function busyEnvironment({ root, environment, folder }: BusyPlace): Promise<string | undefined> {
  const run = await runningRun(folder, environment);
  if (run !== undefined) return runningText(run);
  const lease = await heldLease(root, environment);
  return lease === null || lease.sight === "gone" ? undefined : `${environment} is locked: ${holderText(lease)}`;
}

/** A backend that keeps its locks to itself says nothing of them. */
async function heldLease(root: string, environment: string) {
  try {
    return (await readLocks(root, environment)).lease;
  } catch (error) {
    if (error instanceof StrataError && error.code === "LOCK_UNAVAILABLE") return null;
    throw error;
  }
}
