import type { RolloutRecord } from "@strata/rollout";
import { type PreviewSummary, summarisePreview } from "@strata/rollout";

const KINDS = ["create", "update", "replace", "delete"] as const;
type Counts = PreviewSummary["total"];

/**
 * A preview over several layers in one view, as lines of a log: what becomes of each layer's resources and in sum, and
 * of each output that a layer reads of another one whether it is deployed, planned or unknown.
 */
export function previewLines(record: RolloutRecord): readonly string[] {
  const { environment, layers, total, consumed } = summarisePreview(record);
  const width = Math.max(...layers.map(({ layer }) => layer.length), "in sum".length) + 2;
  const row = (name: string, counts: Counts, rest: string) =>
    `  ${name.padEnd(width)}${KINDS.map((kind) => `${counts[kind]}`.padStart(kind.length)).join("  ")}  ${rest}`.trimEnd();
  const reads = consumed.map(
    ({ layer, upstream, output, state }) => `  ${layer} reads ${upstream}.${output}: ${state}`,
  );
  return [
    `summary of ${environment}`,
    `  ${" ".repeat(width)}${KINDS.join("  ")}`,
    ...layers.map(({ layer, changes, status }) => row(layer, changes, status === "succeeded" ? "" : status)),
    row("in sum", total, ""),
    ...reads,
  ];
}
