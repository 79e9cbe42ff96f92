import type { LayerRecord, RolloutRecord } from "@strata/rollout";
import { expect, it } from "vitest";
import { previewLines } from "../src/executors/preview-lines.ts";

const layer = (name: LayerRecord["layer"], rest: Partial<LayerRecord> = {}): LayerRecord => ({
  layer: name,
  status: "succeeded",
  reason: null,
  cause: null,
  error: null,
  changes: { create: 2, update: 1, replace: 0, delete: 0, same: 9 },
  resources: 12,
  startedAt: null,
  finishedAt: null,
  durationMs: 0,
  outputs: {},
  consumed: [],
  losses: [],
  diagnostics: [],
  notes: [],
  ...rest,
});

it("ends a preview with the changes of each layer and in sum, and whose values were read", () => {
  const record: RolloutRecord = {
    version: 2,
    id: "2026-11-20T12-00-00-000Z",
    operation: "preview",
    environment: "threa-prod",
    rehearsal: true,
    engine: "3.259.0",
    status: "failed",
    exitCode: 1,
    supervisor: { pid: 4711, process: "1", host: "build-1" },
    commit: null,
    fence: null,
    startedAt: "2026-11-20T12:00:00.000Z",
    finishedAt: null,
    durationMs: 0,
    orphans: [],
    layers: [
      layer("network"),
      layer("data", {
        changes: { create: 0, update: 0, replace: 10, delete: 3, same: 0 },
        consumed: [
          { upstream: "network", output: "vpcId", state: "unknown" },
          { upstream: "network", output: "zones", state: "planned" },
        ],
      }),
      layer("services", {
        status: "skipped",
        changes: { create: 0, update: 0, replace: 0, delete: 0, same: 0 },
      }),
    ],
  };
  expect(previewLines(record)).toEqual([
    "summary of threa-prod",
    "            create  update  replace  delete",
    "  network        2       1        0       0",
    "  data           0       0       10       3",
    "  services       0       0        0       0  skipped",
    "  in sum         2       1       10       3",
    "  data reads network.vpcId: unknown",
    "  data reads network.zones: planned",
  ]);
});
