import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { type Change, type ChangeCounts, changeOf, outranks } from "./changes.ts";
import { plainOutputs } from "./outputs.ts";
import { type PlannedStep, StepLog } from "./planned-step.ts";

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
  /** What became of each resource that did not stay as it was. By URN. */
  readonly steps: readonly PlannedStep[];
}

/** Adds up a run's events. */
export class EventTally {
  readonly #changes = new Map<string, Change>();
  readonly #steps = new StepLog();
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
    this.#steps.add(metadata);
    const change = changeOf(metadata.op);
    if (change === "nothing") return;
    const before = this.#changes.get(metadata.urn);
    if (before === undefined || outranks(change, before)) this.#changes.set(metadata.urn, change);
  }

  /** The sum of the events so far. */
  total(): Tally {
    const changes = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
    for (const change of this.#changes.values()) changes[change] += 1;
    return {
      changes,
      resources: this.#changes.size - changes.delete,
      outputs: this.#outputs,
      steps: this.#steps.steps,
    };
  }
}
