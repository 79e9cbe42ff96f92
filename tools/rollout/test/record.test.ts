import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { waitingLayer } from "../src/record.ts";
import { recordCsv } from "../src/record-csv.ts";
import { recordJsonSchema, rolloutRecordSchema } from "../src/record-schema.ts";
import { recordText } from "../src/run-folder.ts";
import { newestRun } from "../src/runs/newest-run.ts";
import { KEPT_RUNS, lastStoredRun, storeRun } from "../src/runs/stored-runs.ts";
import { memoryStore } from "./memory-store.ts";
import { rolloutRecord } from "./records.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const FAILED = rolloutRecord(
  [
    {
      ...waitingLayer("network"),
      status: "succeeded",
      changes: { create: 3, update: 0, replace: 0, delete: 1, same: 2 },
    },
    {
      ...waitingLayer("data"),
      status: "failed",
      reason: '=HYPERLINK("http://x")\nno quota',
      error: { code: "ENGINE_FAILED", hint: "ask, then go on" },
    },
    { ...waitingLayer("services"), status: "skipped", reason: "data failed", cause: "data" },
  ],
  { status: "failed", exitCode: 1 },
);

it("has a JSON Schema in the repository that is up to date (else: strata config schema --write)", () => {
  const file = join(import.meta.dirname, "../../../docs/schemas/rollout-record-2.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(recordJsonSchema())));
});

it("says of itself which schema it has, and has it", () => {
  const written: unknown = JSON.parse(recordText(FAILED));
  expect(written).toMatchObject({ $schema: "urn:strata:rollout-record:2", version: 2 });
  expect(rolloutRecordSchema.safeParse(written).success).toBe(true);
  expect(rolloutRecordSchema.safeParse({ ...FAILED, status: "done" }).success).toBe(false);
});

it("is a table with a line for each layer, and no formula in it", () => {
  const lines = recordCsv(FAILED).trimEnd().split("\n");
  expect(lines[0]).toBe(
    "run,operation,environment,run_status,exit_code,commit,layer,status,reason,cause,error_code,next,create,update,replace,delete,same,resources,losses,started_at,finished_at,duration_ms",
  );
  expect(lines[1]).toContain(",network,succeeded,,,,,3,0,0,1,2,");
  // A quoted cell goes over two lines.
  expect(`${lines[2]}\n${lines[3]}`).toContain(
    `"'=HYPERLINK(""http://x"")\nno quota",,ENGINE_FAILED,"ask, then go on"`,
  );
  expect(lines[4]).toContain(",services,skipped,data failed,data,");
});

it("is kept beside the state, as one of the last runs of its environment", async () => {
  const store = memoryStore({ ".strata/runs/other/1.json": "{}" });
  for (let run = 10; run < 10 + KEPT_RUNS + 5; run++) await storeRun(store, { ...FAILED, id: `r${run}` });
  const keys = await store.list(".strata/runs/threa-prod/");
  expect(keys).toHaveLength(KEPT_RUNS);
  expect(keys[0]).toBe(".strata/runs/threa-prod/r15.json");
  expect(await store.list(".strata/runs/other/")).toHaveLength(1);
  expect((await lastStoredRun(store, "threa-prod", () => true))?.id).toBe("r34");
});

it("is the newest of here and there, whatever lies beside it that cannot be read", async () => {
  const store = memoryStore({
    ".strata/runs/threa-prod/z.json": "{",
    ".strata/runs/threa-prod/y.json": '{"version":1}',
  });
  const places = { folder: await temporaryFolder("runs"), store };
  expect(await newestRun(places, "threa-prod")).toBeUndefined();
  await storeRun(store, FAILED);
  expect((await newestRun(places, "threa-prod"))?.id).toBe(FAILED.id);
  expect(await newestRun(places, "threa-prod", ({ operation }) => operation === "destroy")).toBeUndefined();
});
