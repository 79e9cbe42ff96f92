import type { LayerRecord, RolloutRecord } from "../src/record.ts";

/** A deploy's record over these layers, of which one failed. */
export function rolloutRecord(layers: readonly LayerRecord[], rest: Partial<RolloutRecord> = {}): RolloutRecord {
  return {
    version: 2,
    id: "2026-11-20T12-00-00-000Z",
    operation: "deploy",
    environment: "threa-prod",
    rehearsal: false,
    engine: "3.259.0",
    status: "failed",
    exitCode: 1,
    supervisor: { pid: process.pid, process: "", host: "build-1" },
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
