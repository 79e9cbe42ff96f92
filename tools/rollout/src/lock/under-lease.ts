import type { EngineDoor } from "../engine-door.ts";
import type { RolloutHost, RolloutRequest } from "../request.ts";
import type { Lease } from "./lease.ts";
import { LEASE_TIMINGS, machineClock } from "./lease-clock.ts";
import { openLockTable } from "./open-table.ts";
import { thisOwner } from "./owner.ts";
import { holderText } from "./owner-text.ts";
import { takeLease } from "./take-lease.ts";

/** What a lock is taken for. */
export type LockRequest = Pick<RolloutRequest, "root" | "environment" | "layers" | "lockTimeout"> & {
  /** What is done: `preview` changes nothing and takes no lock, everything else does. */
  readonly operation: string;
};

/**
 * Does something under the lock of its environment, and gives that back however it ends. There is no lock for a preview,
 * nor where the state has no store that we reach: Pulumi Cloud locks each stack by itself.
 *
 * @throws StrataError LOCK_HELD or LOCK_UNAVAILABLE before the body began, else what the body throws
 */
export async function underLease<Result>(
  request: LockRequest,
  { store }: Pick<EngineDoor, "store">,
  host: Pick<RolloutHost, "notify" | "now" | "signal">,
  body: (lease: Lease | undefined) => Promise<Result>,
): Promise<Result> {
  const { root, environment, operation, layers, lockTimeout = 0 } = request;
  const table =
    store === undefined || operation === "preview" ? undefined : await openLockTable(root, store, environment);
  if (table === undefined) return body(undefined);
  const what = layers === "all" ? "all layers" : layers.join(", ");
  const lease = await takeLease({
    table,
    environment,
    owner: thisOwner(`${operation} of ${what}`, host.now()),
    clock: machineClock,
    timings: LEASE_TIMINGS,
    waitFor: lockTimeout * 1000,
    signal: host.signal,
    waiting: (row) =>
      host.notify({ code: "lock-waiting", data: { lock: environment, id: row.id, holder: holderText(row) } }),
  });
  try {
    return await body(lease);
  } finally {
    // What became of the body counts, and not that the table is out of reach: left as it is, the lock expires by itself.
    await lease.release().catch(() => undefined);
  }
}
