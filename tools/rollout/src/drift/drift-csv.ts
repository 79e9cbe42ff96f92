import { type Cell, csvText } from "../csv.ts";
import type { DriftReport, DriftRow, LayerDrift } from "./drift-report.ts";

const COLUMNS = [
  "environment",
  "layer",
  "status",
  "reason",
  "type",
  "name",
  "id",
  "urn",
  "change",
  "property",
  "state",
  "real",
  "moved_by",
] as const;

type Line = Readonly<Record<(typeof COLUMNS)[number], Cell>>;

/** A report as CSV: a line for each difference, what moves by itself too (moved_by says so), and one for a layer without any. */
export function driftCsv({ environment, layers }: DriftReport): string {
  return csvText(
    COLUMNS,
    layers.flatMap((layer) => layerLines(environment, layer)),
  );
}

function layerLines(environment: string, { layer, status, reason, rows, moved }: LayerDrift): readonly Line[] {
  const line = (row: DriftRow | undefined, by: string | null): Line => ({
    environment,
    layer,
    status,
    reason,
    type: row?.type ?? null,
    name: row?.name ?? null,
    id: row?.id ?? null,
    urn: row?.urn ?? null,
    change: row?.change ?? null,
    property: row?.property ?? null,
    state: valueText(row?.state),
    real: valueText(row?.real),
    moved_by: by,
  });
  const lines = [...rows.map((row) => line(row, null)), ...moved.map((row) => line(row, row.by))];
  return lines.length > 0 ? lines : [line(undefined, null)];
}

/** A value in one cell: a text as it is, anything else as JSON; nothing for an absent one. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
