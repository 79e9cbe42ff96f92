import type { LayerRecord, RolloutRecord, RolloutRequest } from "@strata/rollout";
import { createProgress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

/** Runs a rollout under a supervisor and shows it; Ctrl-C stops it a step further each time. Throws what a rollout throws. */
export async function rollOut(request: RolloutRequest, terminal: Terminal): Promise<RolloutRecord> {
  const { superviseRollout, withPresses } = await import("@strata/rollout");
  const { stop, ended } = superviseRollout(request, createProgress(terminal).notify);
  const record = await withPresses(stop, () => ended);
  for (const line of record.layers.flatMap(problemLines)) terminal.err(terminal.paint.red(line));
  return record;
}

/** Why a layer failed, with the next step: nothing for one that did not. */
function problemLines({ layer, status, reason, error }: LayerRecord): readonly string[] {
  if (status !== "failed") return [];
  return error === null ? [`${layer}: ${reason}`] : [`${layer}: ${error.code}: ${reason}`, `  next: ${error.hint}`];
}
