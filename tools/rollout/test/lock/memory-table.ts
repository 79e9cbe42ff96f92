import type { LockRow, LockTable } from "../../src/lock/lock-table.ts";

/** A table in memory. `row` is what it holds; `broken` makes each call fail. */
export class MemoryTable implements LockTable {
  readonly place = "memory";
  row: LockRow | undefined;
  broken = false;

  read = async () => {
    this.#check();
    return this.row;
  };

  take: LockTable["take"] = async (claim, seen) => {
    this.#check();
    if (this.row?.id !== seen?.id || this.row?.beat !== seen?.beat) return false;
    this.row = { ...claim, beat: 0, released: false };
    return true;
  };

  beat: LockTable["beat"] = async ({ id }, beat) => {
    this.#check();
    if (this.row?.id !== id || this.row.released) return false;
    this.row = { ...this.row, beat };
    return true;
  };

  release: LockTable["release"] = async ({ id }) => {
    this.#check();
    if (this.row?.id === id) this.row = { ...this.row, released: true };
  };

  #check(): void {
    if (this.broken) throw new Error("the table does not answer");
  }
}
