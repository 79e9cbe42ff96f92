import { machineId, processStart } from "@strata/shared-config/process";
import type { LeaseClock, LeaseTimings } from "../../src/lock/lease-clock.ts";
import type { LockRow, LockTable } from "../../src/lock/lock-table.ts";
import type { Owner } from "../../src/lock/owner.ts";
import { takeLease } from "../../src/lock/take-lease.ts";

/** A number that no process has: Linux gives out 4,194,304 at the most. */
export const NO_PROCESS = 0x7fffffff;

/** An owner on a machine that nobody here can look at, unless something else is said. */
export function ownerOf(news: Partial<Owner> = {}): Owner {
  return {
    user: "ana",
    host: "ci-7",
    machine: "another machine",
    pid: 4711,
    process: "1",
    command: "deploy of all layers",
    startedAt: "2026-11-20T09:00:00.000Z",
    ...news,
  };
}

/** An owner on this machine: this process, unless something else is said. */
export function ownerHere(news: Partial<Owner> = {}): Owner {
  return ownerOf({ machine: machineId(), pid: process.pid, process: processStart(process.pid), ...news });
}

/** A contender, and whom it was told to wait for. */
export interface Contender {
  readonly table: LockTable;
  readonly clock: LeaseClock;
  readonly owner?: Owner;
  readonly waitFor?: number;
  readonly timings?: LeaseTimings;
  readonly signal?: AbortSignal;
  readonly waiting?: (row: LockRow) => void;
}

/** Takes the lock of `threa-prod` as somebody on another machine, with the timings of the product. */
export function contend({ waitFor = 0, owner = ownerOf(), ...rest }: Contender) {
  return takeLease({
    environment: "threa-prod",
    timings: { beat: 5_000, lease: 30_000, poll: 1_000 },
    signal: new AbortController().signal,
    waiting: () => undefined,
    ...rest,
    owner,
    waitFor,
  });
}
