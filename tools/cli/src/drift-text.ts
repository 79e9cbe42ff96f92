import type { DriftReport, DriftRow, LayerDrift, MovedRow } from "@strata/rollout";
import { tableText } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** What fits in a cell beside another one. */
const CELL = 48;

/** A report of drift as lines: what differs, what moves by itself, what was not read, and the way on. */
export function driftLines(
  report: DriftReport,
  valueText: (value: unknown) => string,
  { paint }: Terminal,
): readonly string[] {
  const { environment, layers } = report;
  const rows = layers.flatMap(({ layer, rows: drifted }) => drifted.map((row) => tableRow(layer, row, valueText)));
  const drifting = layers.filter(({ status }) => status === "drift").map(({ layer }) => layer);
  const compared = layers.reduce((sum, { resources }) => sum + resources, 0);
  const table =
    rows.length === 0
      ? []
      : [tableText(rows, { layer: "left", resource: "left", property: "left", state: "left", real: "left" })];
  return [
    ...table,
    ...layers.flatMap(({ layer, moved }) => moved.map((row) => `${layer}: ${movedText(row, valueText)}`)),
    ...layers.filter(({ reason }) => reason !== null).flatMap(reasonLines),
    rows.length > 0
      ? paint.yellow(`${environment}: ${rows.length} differences in ${drifting.join(", ")}, of ${compared} resources`)
      : report.status === "none"
        ? paint.green(`${environment}: no drift in ${compared} resources`)
        : paint.yellow(`${environment}: no drift in the ${compared} resources that were read, and not all were`),
    ...(drifting.length === 0 ? [] : ["", ...nextLines(environment, drifting)]),
  ];
}

function tableRow(layer: string, row: DriftRow, valueText: (value: unknown) => string) {
  const { type, name, change, property, state, real } = row;
  const gone = change === "deleted";
  return {
    layer,
    resource: `${type} ${name}`,
    property: gone ? "" : (property ?? ""),
    state: gone ? "" : shortened(valueText(state)),
    real: gone ? "gone" : shortened(valueText(real)),
  };
}

function movedText({ type, name, property, state, real, by }: MovedRow, valueText: (value: unknown) => string): string {
  const change = `${shortened(valueText(state))} → ${shortened(valueText(real))}`;
  return `${type} ${name} ${property} ${change}: no drift, ${by} moves it`;
}

function reasonLines({ layer, status, reason, error }: LayerDrift): readonly string[] {
  return [`${layer}: ${status}, ${reason}`, ...(error === null ? [] : [`  next: ${error.hint}`])];
}

/** A deploy alone compares the program with the state, and the state knows nothing of the drift before a refresh. */
function nextLines(environment: string, layers: readonly string[]): readonly string[] {
  const command = (target: string) =>
    layers.length === 1
      ? `nx ${target} ${layers[0]} -c ${environment}`
      : `nx run-many -t ${target} -p ${layers.join(",")} -c ${environment}`;
  return [
    "next",
    `  to restore what was:  ${command("refresh")} && ${command("deploy")}`,
    `  to accept what is:    write it into environments/${environment}.yaml, then ${command("refresh")} && ${command("preview")}`,
  ];
}

function shortened(text: string): string {
  return text.length > CELL ? `${text.slice(0, CELL - 1)}…` : text;
}
