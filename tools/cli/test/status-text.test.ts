import type { EnvironmentStatus, LayerStatus } from "@strata/rollout";
import { expect, it } from "vitest";
import { overviewText, statusLines } from "../src/status-text.ts";
import { recordingTerminal } from "./run.ts";

const DEPLOYED: LayerStatus = {
  layer: "network",
  state: "deployed",
  resources: 32,
  lastUpdate: {
    kind: "update",
    succeeded: true,
    finishedAt: "2026-11-20T12:00:05.000Z",
    commit: { id: "4b825dc642cb6eb9a060", dirty: true, author: "Ada" },
  },
  pending: 0,
  locks: [],
  reason: null,
  next: null,
};

const textOf = (status: Partial<EnvironmentStatus>) =>
  statusLines(
    { version: 1, environment: "threa-prod", backend: null, layers: [DEPLOYED], lastRun: null, ...status },
    recordingTerminal(false).terminal,
  ).join("\n");

it("shows a row for each layer, and why one is not as it should be", () => {
  const failed = {
    ...DEPLOYED,
    layer: "data" as const,
    state: "failed" as const,
    reason: "no quota",
    next: "nx deploy data",
  };
  const text = textOf({ layers: [DEPLOYED, failed] });
  expect(text).toMatch(/│ network │ deployed │ +32 │ 2026-11-20 12:00Z │ 4b825dc and edits │ Ada +│/);
  expect(text).toContain("data: failed, no quota\n  next: nx deploy data");
  expect(text).toContain("no run is on record");
});

it("says of a run whose process is gone how to go on", () => {
  const lastRun = {
    id: "r1",
    operation: "deploy" as const,
    status: "running" as const,
    exitCode: null,
    supervisor: { pid: 4711, process: "1", host: "build-1" },
    commit: null,
    startedAt: "2026-11-20T12:00:00.000Z",
    finishedAt: null,
    alive: false,
    layers: [{ layer: "data" as const, status: "failed", reason: "no quota" }],
  };
  expect(textOf({ lastRun })).toContain(
    "last run r1: deploy running (data), but its process 4711 is gone: nx run-many -t deploy --resume -c threa-prod, 2026-11-20 12:00Z on build-1, no commit",
  );
});

it("shows a line for each environment, with how its layers stand", () => {
  const never: LayerStatus = { ...DEPLOYED, layer: "data", state: "never deployed", resources: 0, lastUpdate: null };
  const status = {
    version: 1,
    environment: "threa-prod",
    backend: null,
    layers: [DEPLOYED, never],
    lastRun: null,
  } as const;
  expect(overviewText([status])).toMatch(/│ threa-prod +│ 1 deployed, 1 never deployed +│ +32 │/);
});
