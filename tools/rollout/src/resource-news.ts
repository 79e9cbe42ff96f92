import { type EngineEvent, readPolicyEvent } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { RolloutEvent } from "./request.ts";

/** Types that the engine keeps for itself: stacks, references to them, providers. */
const BOOK_KEEPING = /^pulumi:(pulumi|providers):/;

/** Whether the engine keeps resources of a type for itself. */
export function isBookKeeping(type: string): boolean {
  return BOOK_KEEPING.test(type);
}

/** What an event of the engine means to whoever watches a rollout; nothing, for its book-keeping. */
export function toNews(layer: LayerName, event: EngineEvent): RolloutEvent | undefined {
  const step = (phase: "started" | "finished" | "failed", { urn, type, op }: StepMetadata): RolloutEvent | undefined =>
    isBookKeeping(type) ? undefined : { code: "resource", data: { layer, urn, type, step: op, phase } };
  if (event.resourcePreEvent) return step("started", event.resourcePreEvent.metadata);
  if (event.resOutputsEvent) return step("finished", event.resOutputsEvent.metadata);
  if (event.resOpFailedEvent) return step("failed", event.resOpFailedEvent.metadata);
  const judged = readPolicyEvent(event);
  if (judged !== undefined) return { code: "diagnostic", data: { layer, ...judged } };
  const { diagnosticEvent } = event;
  if (diagnosticEvent === undefined || diagnosticEvent.ephemeral) return undefined;
  const { severity, message } = diagnosticEvent;
  if (severity !== "info" && severity !== "warning" && severity !== "error") return undefined;
  return { code: "diagnostic", data: { layer, severity, message: plain(message).trim() } };
}

interface StepMetadata {
  readonly urn: string;
  readonly type: string;
  readonly op: string;
}

/** The engine marks colours in its texts with `<{%fg 1%}>`. */
function plain(message: string): string {
  return message.replaceAll(/<\{%.*?%\}>/g, "");
}
