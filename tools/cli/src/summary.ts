import { relative } from "node:path";
import type { Prediction } from "@strata/rehearsal";
import { type LayerRecord, orphanLines, type RolloutRecord } from "@strata/rollout";
import { duration } from "./progress.ts";
import { tableText } from "./table.ts";
import type { Terminal } from "./terminal.ts";
import { pathTable, predictionLine } from "./time-text.ts";

/** What a summary is made from, besides the record. */
export interface SummaryFacts {
  readonly record: RolloutRecord;
  /** Absolute path of the record's file. */
  readonly file: string;
  readonly address: string;
  /** Null where the run did not end well. */
  readonly prediction: Prediction | null;
}

const MARKS: Readonly<Record<LayerRecord["status"], string>> = {
  waiting: "waiting",
  running: "running",
  succeeded: "✓",
  unchanged: "= unchanged",
  failed: "✗ failed",
  skipped: "– skipped",
};

/** The end of a rehearsal, as lines: a row per layer, why one failed, the public address, the record, what to type next. */
export function summaryLines(
  { record, file, address, prediction }: SummaryFacts,
  terminal: Terminal,
): readonly string[] {
  const { paint } = terminal;
  const { environment } = record;
  const rows = record.layers.map((layer) => ({
    layer: layer.layer,
    status: MARKS[layer.status],
    resources: layer.status === "succeeded" ? `${layer.resources}` : "",
    changes: layer.status === "succeeded" ? changesText(layer) : "",
    time: layer.startedAt === null ? "" : duration(layer.durationMs),
  }));
  const table = tableText(rows, { layer: "left", status: "left", resources: "right", changes: "left", time: "right" });
  const resources = record.layers.reduce((sum, layer) => sum + layer.resources, 0);
  const total = `${environment}: ${resources} resources in ${record.layers.length} layers, ${duration(record.durationMs)}`;
  const where = relative(process.cwd(), file);
  const ok = record.status === "succeeded";
  return [
    "",
    table,
    ok ? paint.green(total) : paint.red(`${environment}: ${record.status}`),
    ...record.layers.flatMap((layer) => problemLines(layer, terminal)),
    ...orphanLines(record.orphans),
    ...(prediction === null ? [] : timeLines(prediction)),
    "",
    ...(ok ? [`public address  ${address}`] : []),
    `record          ${where}`,
    "",
    ...next(record),
  ];
}

/** Where nothing changes there is nothing to wait for but the engine. */
function timeLines(prediction: Prediction): readonly string[] {
  const { criticalPath } = prediction;
  const changes = criticalPath.some(({ urn }) => urn !== null);
  const line = predictionLine(prediction);
  return changes ? ["", `${line}, of which:`, pathTable(criticalPath)] : ["", line];
}

function changesText({ changes }: LayerRecord): string {
  const words = { create: "created", update: "updated", replace: "replaced", delete: "deleted" } as const;
  const parts = Object.entries(words).flatMap(([kind, word]) => {
    const amount = Object.entries(changes).find(([key]) => key === kind)?.[1] ?? 0;
    return amount === 0 ? [] : [`${amount} ${word}`];
  });
  return parts.length === 0 ? "no change" : parts.join(", ");
}

function problemLines(layer: LayerRecord, { paint }: Terminal): readonly string[] {
  const warnings = layer.status === "succeeded" ? layer.diagnostics : [];
  const noted = [
    ...layer.notes.map((note) => `${layer.layer}: ${note}`),
    ...warnings.map((warning) => paint.yellow(`${layer.layer}: ${warning}`)),
  ];
  if (layer.status !== "failed") return noted;
  const code = layer.error === null ? "" : `${layer.error.code}: `;
  const hint = layer.error === null ? [] : [`  next: ${layer.error.hint}`];
  return [...noted, paint.red(`${layer.layer}: ${code}${layer.reason}`), ...hint];
}

function next({ environment, status }: RolloutRecord): readonly string[] {
  if (status !== "succeeded") {
    return ["next", `  pnpm strata rehearse ${environment} --keep     go on from here, once the cause is mended`];
  }
  return [
    "next",
    '  eval "$(npm run -s path)"                     put the repository\'s node, pnpm, nx and pulumi on your PATH',
    '  eval "$(pnpm -s strata rehearse env)"         make this shell a rehearsal, then for example:',
    `${`  nx preview services -c ${environment}`.padEnd(48)}what a change to one layer would do`,
    `${`  pnpm strata time ${environment}`.padEnd(48)}what the real rollout takes, and what waits for what`,
    `${`  pnpm strata outputs ${environment}`.padEnd(48)}what the layers promise`,
  ];
}
