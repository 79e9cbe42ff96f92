import type { Owner } from "./owner.ts";

/** The newest entry of an environment's lock. */
export interface LockRow {
  /** The fencing number: each holder's is higher than the one before. */
  readonly number: number;
  readonly id: string;
  /** Undefined where the lock is empty or cannot be read. */
  readonly owner: Owner | undefined;
  /**
   * How long its owner had held it when it last gave a sign of life, in milliseconds of the owner's own clock. It grows
   * with each sign, so a reader that sees it change knows that the owner lives, whatever either clock says.
   */
  readonly beat: number;
  readonly released: boolean;
}

/** An entry that somebody wants to make. */
export interface Claim {
  readonly number: number;
  readonly id: string;
  readonly owner: Owner;
}

/**
 * Where one environment's lock is kept. All that it has to do is to let one of several writers win; what a lease is, who
 * is dead, and how long one waits is decided above it, once for all tables.
 */
export interface LockTable {
  /** As a person reads it: a folder, or the name of a table. */
  readonly place: string;
  /** The newest entry, never an older one than was there before the call; undefined if nobody ever held the lock. */
  readonly read: () => Promise<LockRow | undefined>;
  /** Makes the next entry. False when the newest one is not what was seen, and then nothing has changed. */
  readonly take: (claim: Claim, seen: LockRow | undefined) => Promise<boolean>;
  /** Writes a sign of life. False when the entry is not the newest one any more, or was released. */
  readonly beat: (claim: Pick<Claim, "number" | "id">, beat: number) => Promise<boolean>;
  /** Marks an entry as free, and keeps its number. One that is not there any more is fine. */
  readonly release: (row: Pick<Claim, "number" | "id">) => Promise<void>;
}
