import type { EngineEvent, OpType } from "@pulumi/pulumi/automation/index.js";
import { plainOutputs } from "./outputs.ts";

/** How many resources a run created, updated and so on, without the stack itself and its providers. */
export type ChangeCounts = Readonly<Record<"create" | "update" | "replace" | "delete" | "same", number>>;

type Change = keyof ChangeCounts;

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

/** Types that Pulumi keeps for itself: the stack, its stack references, and its providers. */
function isBookkeeping(type: string): boolean {
  return type.startsWith("pulumi:pulumi:") || type.startsWith("pulumi:providers:");
}

/** What the events of one run amount to. */
export interface Tally {
  readonly changes: ChangeCounts;
  /** Resources in the state afterwards (in a preview: that would be in it), without the stack and its providers. */
  readonly resources: number;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Adds up a run's events. */
export class EventTally {
  readonly #changes = new Map<string, Change>();
  #outputs: Readonly<Record<string, unknown>> = {};

  /** Takes one event, in the order in which the engine sent it. */
  add(event: EngineEvent): void {
    const metadata = event.resOutputsEvent?.metadata;
    if (metadata === undefined) return;
    if (metadata.type === "pulumi:pulumi:Stack") {
      this.#outputs = plainOutputs(metadata.new?.outputs ?? {});
      return;
    }
    if (isBookkeeping(metadata.type)) return;
    const change = CHANGES[metadata.op];
    if (change === "nothing") return;
    const before = this.#changes.get(metadata.urn);
    if (before === undefined || RANK[change] > RANK[before]) this.#changes.set(metadata.urn, change);
  }

  /** The sum of the events so far. */
  total(): Tally {
    const changes = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
    for (const change of this.#changes.values()) changes[change] += 1;
    return { changes, resources: this.#changes.size - changes.delete, outputs: this.#outputs };
  }
}
