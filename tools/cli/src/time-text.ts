import type { PathStep, Prediction, Seconds } from "@strata/rehearsal";
import { tableText } from "./table.ts";

/** Steps of a critical path that a table names; the shorter ones are added up in its last row. */
const NAMED = 8;

/** Seconds as a person says them: `107 s`, `14 min`, `1 h 35 min`. */
export function span(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? "" : ` ${rest} min`}`;
}

/** `14 min (11 to 21)`, with units where they differ. */
export function range({ fast, typical, slow }: Seconds): string {
  const words = [fast, typical, slow].map(span);
  const [low = "", middle = "", high = ""] = words;
  const unit = /[a-z]+$/.exec(middle)?.[0] ?? "";
  const simple = words.every((word) => /^\d+ [a-z]+$/.test(word) && word.endsWith(` ${unit}`));
  return simple ? `${middle} (${low.split(" ")[0]} to ${high.split(" ")[0]})` : `${middle} (${low} to ${high})`;
}

/** One line: how long the run takes in a real account. */
export function predictionLine({ seconds }: Prediction): string {
  return `a real account takes about ${range(seconds)}`;
}

/** The critical path as a table, in its order: the longest steps by name, all others in one row. */
export function pathTable(path: readonly PathStep[]): string {
  const named = new Set(path.toSorted((a, b) => b.seconds - a.seconds).slice(0, NAMED));
  const rest = path.filter((step) => !named.has(step));
  const rows = path
    .filter((step) => named.has(step))
    .map((step) => ({
      layer: step.layer,
      "waits for": step.urn === null ? "the engine's start" : `${step.verb} ${short(`${step.type} ${step.name}`)}`,
      time: span(step.seconds),
      "rests on": step.basis,
    }));
  const others = {
    layer: "",
    "waits for": `${rest.length} shorter ${rest.length === 1 ? "step" : "steps"}`,
    time: span(rest.reduce((sum, { seconds }) => sum + seconds, 0)),
    "rests on": "",
  };
  return tableText(rest.length === 0 ? rows : [...rows, others], {
    layer: "left",
    "waits for": "left",
    time: "right",
    "rests on": "left",
  });
}

/** The layers of a prediction as a table. */
export function layerTable({ layers }: Prediction): string {
  const rows = layers.map(({ layer, startsAt, seconds }) => ({
    layer,
    "starts after": span(startsAt),
    takes: range(seconds),
  }));
  return tableText(rows, { layer: "left", "starts after": "right", takes: "right" });
}

/** Who waits for whom as a table, the longest waits only. */
export function waitTable({ waits }: Prediction): string {
  const rows = waits.slice(0, NAMED).map(({ layer, waiting, waitedFor, seconds }) => ({
    layer,
    waiting: short(waiting),
    for: short(waitedFor),
    time: span(seconds),
  }));
  return tableText(rows, { layer: "left", waiting: "left", for: "left", time: "right" });
}

/** `aws:rds/cluster:Cluster postgres` as programs write it: `aws.rds.Cluster postgres`. */
function short(resource: string): string {
  return resource.replace(/^(\w+):([\w-]+)\/\w+:(\w+)/, (_, pkg: string, module: string, type: string) =>
    module === "index" ? `${pkg}.${type}` : `${pkg}.${module}.${type}`,
  );
}
