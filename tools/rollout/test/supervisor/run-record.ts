import { RECORD_VERSION, type RolloutRecord } from "../../src/record.ts";

/** A record of a run that ended well, with what a test wants else. */
export function runRecord(news: Partial<RolloutRecord> = {}): RolloutRecord {
  return {
    version: RECORD_VERSION,
    id: "2026-11-20T12-00-00-000Z",
    operation: "deploy",
    environment: "threa-prod",
    rehearsal: true,
    engine: "3.259.0",
    status: "succeeded",
    exitCode: 0,
    supervisor: { pid: 1, process: "1", host: "h" },
    commit: null,
    fence: null,
    startedAt: "2026-11-20T12:00:00.000Z",
    finishedAt: null,
    durationMs: 0,
    layers: [],
    orphans: [],
    ...news,
  };
}
