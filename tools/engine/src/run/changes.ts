import type { OpType } from "@pulumi/pulumi/automation/index.js";

/** How many resources a run created, updated and so on, without the stack itself and its providers. */
export type ChangeCounts = Readonly<Record<"create" | "update" | "replace" | "delete" | "same", number>>;

/** What becomes of a resource in a run. */
export type Change = keyof ChangeCounts;

/**
 * What each step of the engine means for the resource it names. A replacement is three steps (a new one, the switch, the
 * old one's end), all under one URN; what is only read belongs to somebody else and is not counted.
 */
const CHANGES: Readonly<Record<OpType, Change | "nothing">> = {
  same: "same",
  create: "create",
  import: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "import-replacement": "replace",
  "delete-replaced": "replace",
  "remove-pending-replace": "replace",
  "discard-replaced": "nothing",
  read: "nothing",
  "read-replacement": "nothing",
  discard: "nothing",
  refresh: "same",
};

/** Which of two steps under one URN says more: the higher one stays. */
const RANK: Readonly<Record<Change, number>> = { same: 0, update: 1, create: 2, delete: 2, replace: 3 };

/** What a step of the engine means for the resource that it names. */
export function changeOf(op: OpType): Change | "nothing" {
  return CHANGES[op];
}

/** Whether one of two changes under one URN says more than the other. */
export function outranks(change: Change, other: Change): boolean {
  return RANK[change] > RANK[other];
}
