import { appendFileSync, readFileSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { processStart } from "@strata/shared-config/process";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RolloutRecord } from "../../src/record.ts";
import type { RolloutEvent, RolloutRequest } from "../../src/request.ts";
import { recordFile } from "../../src/rollout.ts";
import { writeRecord } from "../../src/run-folder.ts";
import { EventLog, eventsFile } from "../../src/supervisor/event-log.ts";
import { findRun } from "../../src/supervisor/find-run.ts";
import { followRun } from "../../src/supervisor/follow-run.ts";
import { rolloutRecord } from "../records.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { put } from "../workspace.ts";

const ID = "2026-11-20T12-00-00-000Z";
const request: RolloutRequest = {
  root: "/r",
  environment: "threa-prod",
  operation: "deploy",
  layers: "all",
  config: { "services.app.cpu": "256" },
};
const EARLY: RolloutEvent = { code: "rollout-stopping", data: { level: 1, message: "SIGINT: …" } };
const STARTED: RolloutEvent = { code: "rollout-started", data: { id: ID, request, layers: ["network"] } };
const LAYER: RolloutEvent = { code: "layer-started", data: { layer: "network" } };

let root: string;
beforeEach(async () => {
  root = await temporaryFolder("events");
  vi.stubEnv("STRATA_REHEARSAL", undefined);
  return () => vi.unstubAllEnvs();
});

/** A run on disk. */
async function begin(news: Partial<RolloutRecord> = {}): Promise<RolloutRecord> {
  const alive = {
    supervisor: { pid: process.pid, process: processStart(process.pid), host: hostname() },
    startedAt: new Date().toISOString(),
  };
  const record = rolloutRecord([], { status: "running", exitCode: null, ...alive, ...news });
  await put(root, `.strata/runs/${record.id}/record.json`, "");
  await writeRecord(recordFile(root, record.id), record);
  return record;
}

describe("the events of a run", () => {
  it("are kept from before it had a folder, without the values that were set for it, for its owner alone", async () => {
    await begin();
    const log = new EventLog((id) => recordFile(root, id));
    for (const event of [EARLY, STARTED, LAYER]) log.take(event);
    const file = eventsFile(recordFile(root, ID));
    const events = readFileSync(file, "utf8").trim().split("\n");
    expect(events.map((line) => JSON.parse(line).code)).toEqual([
      "rollout-stopping",
      "rollout-started",
      "layer-started",
    ]);
    expect(events[1]).toContain('"services.app.cpu":"[set]"');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it("are followed from the first one on, as whole lines, to the end", async () => {
    const record = await begin();
    const file = eventsFile(recordFile(root, ID));
    const done = { ...record, status: "succeeded", exitCode: 0 } as const;
    const rest = JSON.stringify({ code: "rollout-finished", data: { record: done, file } });
    appendFileSync(file, `${JSON.stringify(LAYER)}\n${rest.slice(0, 20)}`);
    const seen: string[] = [];
    const end = followRun(
      { record, file: recordFile(root, ID) },
      ({ code }) => {
        seen.push(code);
        if (code === "layer-started") appendFileSync(file, `${rest.slice(20)}\n`);
      },
      new AbortController().signal,
    );
    expect(await end).toEqual(done);
    expect(seen).toEqual(["layer-started", "rollout-finished"]);
  });

  it("are left when the watching ends, and the run goes on", async () => {
    const record = await begin();
    const watching = new AbortController();
    appendFileSync(eventsFile(recordFile(root, ID)), `${JSON.stringify(LAYER)}\n`);
    const end = followRun({ record, file: recordFile(root, ID) }, () => watching.abort(), watching.signal);
    expect(await end).toBeUndefined();
  });
});

describe("the run to watch", () => {
  it("is the one that goes on, and not a later one of another environment", async () => {
    await begin();
    await begin({ id: "2026-11-20T13-00-00-000Z", environment: "suna-prod" });
    expect(await findRun(root, "threa-prod", undefined)).toMatchObject({ record: { id: ID } });
    expect((await findRun(root, "threa-prod", undefined)).file).toBe(join(root, ".strata", "runs", ID, "record.json"));
    expect(dirname(eventsFile(recordFile(root, ID)))).toBe(dirname(recordFile(root, ID)));
  });

  it("is missed with the command that shows the last one, or starts one", async () => {
    await expect(findRun(root, "threa-prod", undefined)).rejects.toMatchObject({
      code: "RUN_MISSING",
      hint: "nx run-many -t deploy -c threa-prod",
    });
    await begin({ status: "failed", exitCode: 1 });
    await expect(findRun(root, "threa-prod", undefined)).rejects.toMatchObject({
      hint: expect.stringContaining(`strata attach threa-prod --run ${ID}`),
    });
    expect(await findRun(root, "threa-prod", ID)).toMatchObject({ record: { status: "failed" } });
  });
});
