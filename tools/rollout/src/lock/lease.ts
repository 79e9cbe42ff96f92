import type { LeaseClock, LeaseTimings } from "./lease-clock.ts";
import { lockLost } from "./lock-errors.ts";
import type { Claim, LockTable } from "./lock-table.ts";

/** The lock of an environment, held. */
export interface Lease {
  /** A later holder has a higher one. */
  readonly number: number;
  readonly id: string;
  /** Whether its last holder died with it: engines that it had started may still be ending their steps. */
  readonly tookOver: boolean;
  /** Asks the table whether the lock is still ours. Throws LOCK_LOST once it was deleted, released or taken over. */
  readonly check: () => Promise<void>;
  /** Gives the lock back. After a loss there is nothing to give back. */
  readonly release: () => Promise<void>;
}

/** A claim that the table has taken. */
export interface HeldClaim {
  readonly table: LockTable;
  readonly claim: Claim;
  readonly tookOver: boolean;
  readonly environment: string;
  readonly clock: LeaseClock;
  readonly timings: LeaseTimings;
}

/** Keeps a lock by a sign of life now and then, until it is released or lost. Keeps no process alive. */
export function holdLease({ table, claim, tookOver, environment, clock, timings }: HeldClaim): Lease {
  const began = clock.now();
  let beat = 0;
  let lost = false;
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  const giveSign = (): Promise<void> => {
    waiting += 1;
    const sign = last.then(async () => {
      beat = Math.max(beat + 1, Math.round(clock.now() - began));
      if (!lost && !(await table.beat(claim, beat))) lost = true;
    });
    last = sign
      // The caller of this sign hears why it failed. The next one stands for itself: a table out of reach may come back.
      .catch(() => undefined)
      .then(() => {
        waiting -= 1;
      });
    return sign;
  };

  const stop = clock.every(timings.beat, () => {
    // A slow table must not collect signs that wait. What one fails at, the next `check` meets too, and throws.
    if (waiting === 0) giveSign().catch(() => undefined);
  });

  return {
    number: claim.number,
    id: claim.id,
    tookOver,
    check: async () => {
      if (!lost) await giveSign();
      if (!lost) return;
      stop();
      throw lockLost(environment, claim, await table.read());
    },
    release: async () => {
      stop();
      await last;
      if (!lost) await table.release(claim);
    },
  };
}
