import { rm } from "node:fs/promises";
import { join } from "node:path";
import { explainLayers } from "../../src/cutoff/why.ts";
import type { RolloutRequest } from "../../src/request.ts";
import { runRollout } from "../../src/rollout.ts";
import { recordingHost } from "../recording-host.ts";
import { makeWorkspace, put } from "../workspace.ts";
import { rememberingEngine } from "./remembering-engine.ts";

const FOUR = { network: [], data: ["network"], cluster: ["network"], services: ["data", "cluster"] } as const;
export const SETTINGS = "environments/threa-prod.yaml";

/** A workspace of four layers that were deployed once, and what to do with it. */
export async function deployed() {
  const root = await makeWorkspace(FOUR);
  // A copy that a test may write to, in place of the link to the product's own.
  await rm(join(root, "environments"));
  await put(root, SETTINGS, "product: threa\ntier: prod\n");
  const engine = rememberingEngine();
  const roll = async (rest: Partial<RolloutRequest> = {}) => {
    const { host, events } = recordingHost();
    engine.runs.length = 0;
    const request = { root, environment: "threa-prod", operation: "deploy", layers: "all", config: {} } as const;
    const record = await runRollout({ ...request, concurrency: 1, ...rest }, host, engine.open);
    const statuses = record.layers.map(({ layer, status }) => `${layer} ${status}`);
    return { record, events, statuses, ran: [...engine.runs] };
  };
  const why = async () => {
    const rows = await explainLayers(root, "threa-prod", engine.open);
    return Object.fromEntries(rows.map(({ layer, reasons }) => [layer, reasons.map(({ text }) => text)]));
  };
  await roll();
  return { root, engine, roll, why };
}
