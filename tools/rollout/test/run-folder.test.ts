import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { RECORD_VERSION, type RolloutRecord, waitingLayer } from "../src/record.ts";
import { claimRun, unwritable } from "../src/run-folder.ts";
import { RunJournal } from "../src/run-journal.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const NOON = new Date("2026-11-20T12:00:00.005Z");
const makeFolder = () => temporaryFolder("runs");

const RECORD: RolloutRecord = {
  version: RECORD_VERSION,
  id: "x",
  operation: "deploy",
  environment: "threa-prod",
  rehearsal: false,
  engine: "3.259.0",
  status: "running",
  exitCode: null,
  supervisor: { pid: 4711, process: "1", host: "build-1" },
  commit: null,
  fence: null,
  startedAt: NOON.toISOString(),
  finishedAt: null,
  durationMs: 0,
  layers: [waitingLayer("network"), waitingLayer("data")],
  orphans: [],
};

it("gives each run an id of its own, also in the same millisecond", async () => {
  const folder = await makeFolder();
  const places = await Promise.all([claimRun(folder, NOON), claimRun(folder, NOON), claimRun(folder, NOON)]);
  expect(places.map(({ id }) => id).sort()).toEqual([
    "2026-11-20T12-00-00-005Z",
    "2026-11-20T12-00-00-005Z-2",
    "2026-11-20T12-00-00-005Z-3",
  ]);
});

it("refuses a folder that cannot be written, before a run begins", async () => {
  const file = join(await makeFolder(), "a-file");
  await writeFile(file, "");
  await expect(claimRun(file, NOON)).rejects.toMatchObject({ code: "STATE_UNWRITABLE" });
});

it("tells a full disk from one that may not be written", () => {
  const full = Object.assign(new RangeError("no space"), { code: "ENOSPC" });
  expect(unwritable("/state", full)).toMatchObject({ code: "DISK_FULL", cause: full });
});

it("keeps the news of layers that end at the same moment", async () => {
  const { file } = await claimRun(await makeFolder(), NOON);
  const journal = new RunJournal(file, RECORD);
  await Promise.all([
    journal.noteLayer("network", { status: "succeeded" }),
    journal.noteLayer("data", { status: "failed", reason: "no" }),
    journal.note({ status: "failed" }),
  ]);
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({
    $schema: "urn:strata:rollout-record:2",
    ...RECORD,
    status: "failed",
    layers: [
      { ...waitingLayer("network"), status: "succeeded" },
      { ...waitingLayer("data"), status: "failed", reason: "no" },
    ],
  });
  expect(await readdir(dirname(file))).toEqual(["record.json"]);
});
