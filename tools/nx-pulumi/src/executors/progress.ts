import { type LayerRecord, orphanLines, type RolloutEvent } from "@strata/rollout";
import { parseUrn } from "@strata/shared-config";

/** A line about a rollout for a log, or nothing where a log needs none. Seconds with one decimal. */
export function progressLine(event: RolloutEvent): string | undefined {
  switch (event.code) {
    case "rollout-started": {
      const { request, layers } = event.data;
      return `${request.operation} of ${request.environment}: ${layers.join(", ")}`;
    }
    case "warning":
      return `warning: ${event.data.message}`;
    case "lock-waiting":
      return `waiting for the lock of ${event.data.lock}: ${event.data.holder}`;
    case "layer-started":
      return `${event.data.layer}: started`;
    case "resource": {
      const { layer, phase, step, type, urn } = event.data;
      // What stays the same is most of a run and says nothing; a start says nothing that its end does not.
      if (phase === "started" || step === "same") return undefined;
      return `${layer}: ${step}${phase === "failed" ? " failed" : ""} ${type} ${parseUrn(urn).name}`;
    }
    case "diagnostic":
      return `${event.data.layer}: ${event.data.severity}: ${event.data.message}`;
    case "rollout-stopping":
      return event.data.message;
    case "permanent-loss": {
      const { layer, deed, type, name, id, loses } = event.data;
      return `${layer}: ${deed} of ${type} ${name} (${id}) loses for good ${loses}`;
    }
    case "layer-finished":
      return finishedLine(event.data);
    case "rollout-finished":
      return [...orphanLines(event.data.record.orphans), `record: ${event.data.file}`].join("\n");
  }
}

/** Why a layer failed, with the next step: nothing for one that did not. */
export function problemLines({ status, reason, error }: LayerRecord): readonly string[] {
  if (status !== "failed") return [];
  return error === null ? [`${reason}`] : [`${error.code}: ${reason}`, `  next: ${error.hint}`];
}

/** How a layer ended, in one line. */
export function finishedLine({ layer, status, reason, resources, changes, durationMs }: LayerRecord): string {
  if (status === "skipped" || status === "unchanged") return `${layer}: ${status}, ${reason}`;
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  if (status === "failed") return `${layer}: failed after ${seconds}`;
  const counts = Object.entries(changes).filter(([kind, count]) => count > 0 && kind !== "same");
  const changed = counts.length === 0 ? "no change" : counts.map(([kind, count]) => `${count} ${kind}`).join(", ");
  return `${layer}: ${status}, ${resources} ${resources === 1 ? "resource" : "resources"}, ${changed}, ${seconds}`;
}
