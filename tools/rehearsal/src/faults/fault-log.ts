import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { HappenedRollout } from "../time/happened.ts";
import { diskError } from "../world/disk.ts";
import type { StruckOperation } from "./fault.ts";

/** A fault that struck. */
export interface Strike {
  readonly note: "strike";
  /** Its place in the plan, from 0. */
  readonly fault: number;
  readonly operation: StruckOperation;
  readonly urn: string;
  /** What became of the call, in words. */
  readonly what: string;
  /** Virtual seconds that it costs. @default - none */
  readonly seconds?: number;
  /** A resource that others do not find, or may not refer to, for the next calls. */
  readonly late?: Latecomer;
}

/** A resource that the cloud does not know everywhere yet. */
export interface Latecomer {
  readonly kind: "unseen" | "unready";
  readonly id: string;
  readonly arn: string;
  readonly calls: number;
}

/** A line of the log of faults. Calls are noted before anything happens, so a crash counts, too. */
export type LogLine =
  | Strike
  | { readonly note: "call"; readonly operation: StruckOperation; readonly type: string; readonly urn: string }
  /** A call met a latecomer. */
  | { readonly note: "late"; readonly fault: number; readonly id: string; readonly calls: number };

/** Adds a line. @throws STATE_UNWRITABLE, DISK_FULL */
export function appendLog(file: string, line: LogLine): void {
  try {
    appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  } catch (error) {
    throw diskError(error, file);
  }
}

/** The lines of a log, oldest first; none when there is no log. A line that a kill cut off is left out. */
export function readLog(file: string): readonly LogLine[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return whole.split("\n").flatMap((line): LogLine[] => (line === "" ? [] : [JSON.parse(line)]));
}

/** What happened in a run, with the time that faults added to it. */
export function slowedDown(rollout: HappenedRollout, extra: ReadonlyMap<string, number>): HappenedRollout {
  const layers = rollout.layers.map((layer) => ({
    ...layer,
    resources: layer.resources.map((one) => ({ ...one, extraSeconds: extra.get(one.urn) ?? 0 })),
  }));
  return { ...rollout, layers };
}

/**
 * The virtual seconds that faults added to each resource, by URN: what a prediction of time adds to the resource's own.
 * Lookups are left out.
 */
export function extraSeconds(lines: readonly LogLine[]): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>();
  for (const line of lines) {
    if (line.note !== "strike" || line.seconds === undefined || line.operation === "lookup") continue;
    seconds.set(line.urn, (seconds.get(line.urn) ?? 0) + line.seconds);
  }
  return seconds;
}
