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
    if (begun !== undefined && isStep(begun)) this.#underWay.add(begun.urn);
    const ended = event.resOutputsEvent?.metadata ?? event.resOpFailedEvent?.metadata;
    if (ended === undefined) return;
    this.#underWay.delete(ended.urn);
    if (event.resOutputsEvent !== undefined && isStep(ended)) this.#changed.add(ended.urn);
  }
}

/** What a provider has to do something for. A component is only its parts, and ends with the last of them. */
function isStep({ type, op, new: wanted, old }: StepEventMetadata): boolean {
  return !isBookKeeping(type) && op !== "same" && op !== "refresh" && (wanted ?? old)?.custom === true;
}

type StepEventMetadata = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];
