/**
 * Order: the newest entry is read → a free one, and one whose owner is dead, is followed by an entry of ours → one that
 * is held is refused, or waited for. An owner is dead
 * 1. when it ran on this machine and its process is gone: known at once;
 * 2. when its sign of life has not changed for a whole lease, on our own clock and under our own eyes.
 * An owner that cannot be read is never dead: nobody can tell.
 */
import { randomBytes } from "node:crypto";
import { holdLease, type Lease } from "./lease.ts";
import type { LeaseClock, LeaseTimings } from "./lease-clock.ts";
import { lockHeld } from "./lock-errors.ts";
import type { Claim, LockRow, LockTable } from "./lock-table.ts";
import { type Owner, sightOf } from "./owner.ts";

/** What it takes to become the owner of an environment's lock. */
export interface LeaseOptions {
  readonly table: LockTable;
  readonly environment: string;
  readonly owner: Owner;
  readonly clock: LeaseClock;
  readonly timings: LeaseTimings;
  /** How long to wait for an owner that lives, in milliseconds; 0 refuses as soon as it is known to live. */
  readonly waitFor: number;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Hears once of each owner that is waited for. */
  readonly waiting: (row: LockRow) => void;
}

/**
 * Takes the lock of an environment.
 *
 * @throws StrataError LOCK_HELD when a living owner has it for longer than one is to wait; what the table throws
 */
export async function takeLease(options: LeaseOptions): Promise<Lease> {
  const { table, owner, clock, timings, waitFor, signal, environment } = options;
  const began = clock.now();
  const watch = new Watch(clock, timings.lease);
  let told: string | undefined;
  for (;;) {
    const row = await table.read();
    const verdict = row === undefined ? "free" : watch.judge(row);
    if (row === undefined || verdict === "free") {
      const claim = claimAfter(row, owner);
      if (await take(table, claim, row)) {
        const tookOver = row !== undefined && !row.released;
        return holdLease({ table, claim, tookOver, environment, clock, timings });
      }
      continue;
    }
    const stopped = signal.aborted ? String(signal.reason) : undefined;
    if (stopped !== undefined || (verdict === "held" && clock.now() - began >= waitFor)) {
      throw lockHeld(environment, row, stopped);
    }
    if (told !== row.id) options.waiting(row);
    told = row.id;
    await clock.sleep(timings.poll);
  }
}

/** An answer that is lost on its way makes a second try fail, and the entry is ours all the same. */
async function take(table: LockTable, claim: Claim, seen: LockRow | undefined): Promise<boolean> {
  return (await table.take(claim, seen)) || (await table.read())?.id === claim.id;
}

function claimAfter(row: LockRow | undefined, owner: Owner): Claim {
  const number = (row?.number ?? 0) + 1;
  return { number, id: `${number}-${randomBytes(4).toString("hex")}`, owner };
}

/** What one contender has seen of an owner so far. */
class Watch {
  readonly #clock: LeaseClock;
  readonly #lease: number;
  #last: LockRow | undefined;
  #since = 0;
  /** An owner that took the lock, or gave a sign, while we watched. */
  #lives = false;

  constructor(clock: LeaseClock, lease: number) {
    this.#clock = clock;
    this.#lease = lease;
  }

  judge(row: LockRow): "free" | "held" | "unsure" {
    if (row.released) return "free";
    if (row.owner === undefined) return "held";
    const sight = sightOf(row.owner);
    if (sight === "gone") return "free";
    if (sight === "alive") return "held";
    const last = this.#last;
    if (last?.id !== row.id || last.beat !== row.beat) {
      this.#lives = last !== undefined;
      this.#last = row;
      this.#since = this.#clock.now();
    } else if (this.#clock.now() - this.#since >= this.#lease) return "free";
    return this.#lives ? "held" : "unsure";
  }
}
