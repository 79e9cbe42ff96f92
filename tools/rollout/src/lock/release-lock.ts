import { breakStackLock, type StackLock } from "@strata/engine/stack-lock";
import { optionInvalid, StrataError } from "@strata/shared-config";
import { stackLocked } from "./free-stack.ts";
import type { LockRow } from "./lock-table.ts";
import { holderText } from "./owner-text.ts";
import { openLocks } from "./read-locks.ts";

/** A lock that was taken away: the environment's own, or the engine's on a layer's stack. */
export type ReleasedLock =
  | { readonly kind: "environment"; readonly lock: LockRow }
  | { readonly kind: "stack"; readonly lock: StackLock };

/**
 * Takes one lock away, which a person names by its id: that of a dead owner, of one that nobody can read, or of another
 * machine, about which only the person can know. A living owner of this machine keeps its lock, named or not.
 *
 * @throws StrataError OPTION_INVALID for an id that no lock has; LOCK_HELD or STACK_LOCKED for one whose owner lives here
 */
export async function releaseLock(root: string, environment: string, id: string): Promise<ReleasedLock> {
  const { lease, stacks, table, store } = await openLocks(root, environment);
  if (lease?.id === id) {
    if (lease.sight === "alive") throw ownerLives(environment, lease);
    await table.release(lease);
    return { kind: "environment", lock: lease };
  }
  const stack = stacks.find((lock) => lock.id === id);
  if (stack === undefined) throw unknownLock(environment, id, [...(lease === null ? [] : [lease]), ...stacks]);
  if (stack.sight === "alive") throw stackLocked(stack);
  await breakStackLock(store, stack);
  return { kind: "stack", lock: stack };
}

function ownerLives(environment: string, lease: LockRow): StrataError {
  const message = `the lock of ${environment} is not released, for its owner lives: ${holderText(lease)}`;
  return new StrataError("LOCK_HELD", message, {
    hint: `kill -INT ${lease.owner?.pid}   (asks the run to end after its running steps; strata attach ${environment} watches it)`,
    fault: "user",
  });
}

function unknownLock(environment: string, id: string, locks: readonly { readonly id: string }[]): StrataError {
  const there = locks.length === 0 ? "there is none" : `there are ${locks.map((lock) => lock.id).join(", ")}`;
  return optionInvalid(`${environment} has no lock ${id}: ${there}`, `strata lock status ${environment}`);
}
