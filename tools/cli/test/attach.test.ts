import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RolloutRecord } from "@strata/rollout";
import { beforeEach, expect, it, vi } from "vitest";
import { layerRecord, rolloutRecord } from "../../rollout/test/records.ts";
import { strata } from "./run.ts";

let world: string;
beforeEach(() => {
  world = mkdtempSync(join(tmpdir(), "strata-attach-"));
  vi.stubEnv("STRATA_REHEARSAL", world);
  return () => {
    vi.unstubAllEnvs();
    rmSync(world, { recursive: true });
  };
});

/** A run on disk, with its last events. */
async function keep(record: RolloutRecord, events: readonly unknown[]) {
  const folder = join(world, "runs", record.id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "record.json"), JSON.stringify(record));
  await writeFile(join(folder, "events.ndjson"), events.map((event) => `${JSON.stringify(event)}\n`).join(""));
}

it("shows how a run went, and ends with its exit code", async () => {
  const record = rolloutRecord([], { status: "stopped", exitCode: 130 });
  await keep(record, [
    { code: "layer-started", data: { layer: "network" } },
    { code: "layer-finished", data: layerRecord("network") },
    { code: "rollout-stopping", data: { level: 1, message: "SIGINT: no further layer starts" } },
    { code: "rollout-finished", data: { record, file: "" } },
  ]);
  const run = await strata("attach", record.environment, "--run", record.id);
  expect(run.code).toBe(130);
  expect(run.err).toContain("network: started\nnetwork: succeeded");
  expect(run.err).toContain("SIGINT: no further layer starts\n");
  expect(run.err).toContain(`deploy of ${record.environment}: stopped, record ${world}`);
});

it("says what to type when nothing runs", async () => {
  const run = await strata("attach", "threa-prod");
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining("RUN_MISSING: nothing runs in threa-prod") });
  expect(run.err).toContain("next: nx run-many -t deploy -c threa-prod");
});

it("tells of a run whose supervisor is gone", async () => {
  const { hostname } = await import("node:os");
  const supervisor = { pid: 2 ** 22 + 1, process: "1", host: hostname() };
  await keep(rolloutRecord([], { status: "running", exitCode: null, environment: "threa-prod", supervisor }), []);
  const run = await strata("attach", "threa-prod");
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining("RUN_LOST") });
});
