import type { LayerName } from "@strata/shared-config";
import type { LayerRecord, RolloutRecord } from "../src/record.ts";

/** A layer's record in which everything went well, but for what is given. */
export function layerRecord(layer: LayerName, rest: Partial<LayerRecord> = {}): LayerRecord {
  return {
    layer,
    status: "succeeded",
    reason: null,
    cause: null,
    error: null,
    changes: { create: 4, update: 0, replace: 0, delete: 0, same: 0 },
    resources: 4,
    startedAt: "2026-11-20T12:00:00.000Z",
    finishedAt: "2026-11-20T12:00:01.500Z",
    durationMs: 1500,
    outputs: {},
    consumed: [],
    losses: [],
    diagnostics: [],
    notes: [],
    ...rest,
  };
}

/** A rollout's record over these layers. */
export function rolloutRecord(layers: readonly LayerRecord[], rest: Partial<RolloutRecord> = {}): RolloutRecord {
  return {
    version: 2,
    id: "2026-11-20T12-00-00-000Z",
    operation: "deploy",
    environment: "threa-prod",
    rehearsal: true,
    engine: "3.259.0",
    status: "succeeded",
    exitCode: 0,
    supervisor: { pid: 4711, process: "1", host: "build-1" },
    commit: { id: "4b825dc642cb6eb9a060e54bf8d69288fbee4904", dirty: false },
    fence: null,
    startedAt: "2026-11-20T12:00:00.000Z",
    finishedAt: "2026-11-20T12:00:03.000Z",
    durationMs: 3000,
    layers,
    orphans: [],
    ...rest,
  };
}
