import type { EnvironmentStatus, LastRun, LayerStatus } from "@strata/rollout";
import { tableText } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** How an environment stands, as lines: a row for each layer, what is wrong and the way on, the last run. */
export function statusLines(
  { environment, layers, lastRun }: EnvironmentStatus,
  { paint }: Terminal,
): readonly string[] {
  const rows = layers.map(tableRow);
  const columns = {
    layer: "left",
    state: "left",
    resources: "right",
    when: "left",
    commit: "left",
    author: "left",
  } as const;
  const troubles = layers.filter(({ reason }) => reason !== null);
  return [
    paint.bold(environment),
    tableText(rows, columns),
    ...troubles.flatMap(({ layer, state, reason, next }) => [
      paint.yellow(`${layer}: ${state}, ${reason?.split("\n", 1)[0]}`),
      ...(next === null ? [] : [`  next: ${next}`]),
    ]),
    lastRun === null ? "no run is on record" : runLine(environment, lastRun),
  ];
}

/** A line for each environment: how many of its layers stand how, and its last run. */
export function overviewText(found: readonly EnvironmentStatus[]): string {
  const rows = found.map(({ environment, layers, lastRun }) => ({
    environment,
    layers: [...Map.groupBy(layers, ({ state }) => state)].map(([state, of]) => `${of.length} ${state}`).join(", "),
    resources: `${layers.reduce((sum, { resources }) => sum + resources, 0)}`,
    "last run": lastRun === null ? "" : `${lastRun.operation} ${lastRun.status}, ${minutes(lastRun.startedAt)}`,
  }));
  return tableText(rows, { environment: "left", layers: "left", resources: "right", "last run": "left" });
}

function tableRow({ layer, state, resources, lastUpdate }: LayerStatus) {
  const deployed = state !== "never deployed";
  return {
    layer,
    state,
    resources: deployed ? `${resources}` : "",
    when: deployed && lastUpdate !== null ? minutes(lastUpdate.finishedAt) : "",
    commit: deployed ? commitText(lastUpdate?.commit ?? null) : "",
    author: (deployed && lastUpdate?.commit?.author) || "",
  };
}

function runLine(
  environment: string,
  { id, operation, status, alive, supervisor, commit, startedAt, layers }: LastRun,
): string {
  const failed = layers.filter((row) => row.status === "failed").map(({ layer }) => layer);
  const dead =
    alive === false
      ? `, but its process ${supervisor.pid} is gone: nx run-many -t ${operation} --resume -c ${environment}`
      : "";
  const what = `${status}${failed.length === 0 ? "" : ` (${failed.join(", ")})`}${dead}`;
  return `last run ${id}: ${operation} ${what}, ${minutes(startedAt)} on ${supervisor.host}, ${commitText(commit)}`;
}

function commitText(commit: { readonly id: string; readonly dirty: boolean } | null): string {
  return commit === null ? "no commit" : `${commit.id.slice(0, 7)}${commit.dirty ? " and edits" : ""}`;
}

/** `2026-11-20 12:00` in UTC. */
function minutes(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")}Z`;
}
