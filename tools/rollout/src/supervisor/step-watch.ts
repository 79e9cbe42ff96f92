import type { EngineEvent } from "@strata/engine";
import { isBookKeeping } from "../resource-news.ts";

/** Knows from an engine's events which resources it has changed, and which it is at work on. */
export class StepWatch {
  readonly #underWay = new Set<string>();
  readonly #changed = new Set<string>();

  /** URNs of the steps that began and have not ended, sorted. */
  get underWay(): readonly string[] {
    return [...this.#underWay].sort();
  }

  /** How many resources were made, changed or deleted. */
  get changed(): number {
    return this.#changed.size;
  }

  /** Takes an event, in the order in which the engine sent it. */
  take(event: EngineEvent): void {
    const begun = event.resourcePreEvent?.metadata;
    if (begun !== undefined && !isBookKeeping(begun.type) && begun.op !== "same") this.#underWay.add(begun.urn);
    const done = event.resOutputsEvent?.metadata;
    if (done !== undefined) {
      this.#underWay.delete(done.urn);
      if (!isBookKeeping(done.type) && done.op !== "same" && done.op !== "refresh") this.#changed.add(done.urn);
    }
    const failed = event.resOpFailedEvent?.metadata;
    if (failed !== undefined) this.#underWay.delete(failed.urn);
  }
}
