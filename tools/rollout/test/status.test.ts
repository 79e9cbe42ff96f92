import { hostname } from "node:os";
import { EMPTY_STACK, type StackContents } from "@strata/engine";
import { type LayerName, StrataError } from "@strata/shared-config";
import { expect, it } from "vitest";
import { waitingLayer } from "../src/record.ts";
import { recordText } from "../src/run-folder.ts";
import { readStatus } from "../src/status/read-status.ts";
import { memoryStore } from "./memory-store.ts";
import { rolloutRecord } from "./records.ts";
import { stored } from "./stored.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { makeWorkspace } from "./workspace.ts";

const FULL: StackContents = { ...EMPTY_STACK, entries: 3, resources: [stored("aws:ec2/vpc:Vpc", "vpc")] };
const PENDING = { urn: "urn:x", type: "aws:ec2/vpc:Vpc", operation: "creating" };
const history = (result: string) =>
  JSON.stringify({
    kind: "update",
    result,
    endTime: 1_795_244_432,
    environment: { "git.head": "5c11cc06d5f2", "git.dirty": "true", "git.author": "Ada" },
  });
const HISTORY = ".pulumi/history/network/threa-prod/threa-prod-";

async function statusOf(stack: StackContents | Error, files: Readonly<Record<string, string>> = {}) {
  const root = await makeWorkspace({ network: [] });
  const readStack = async () => {
    if (stack instanceof Error) throw stack;
    return stack;
  };
  const folder = await temporaryFolder("status");
  return readStatus(root, "threa-prod", folder, async () => ({ store: memoryStore(files), readStack }));
}

const runFile = (rest: Parameters<typeof rolloutRecord>[1], layer: LayerName = "network") => {
  const row = { ...waitingLayer(layer), status: "failed" as const, reason: "no quota" };
  return { ".strata/runs/threa-prod/1.json": recordText(rolloutRecord([row], rest)) };
};

const damaged = new StrataError("STATE_DAMAGED", "the state is damaged", { hint: "ls -l it", fault: "environment" });
const LOCK = {
  ".pulumi/locks/organization/network/threa-prod/9f1c.json": '{"pid":7,"username":"ada","hostname":"build-1"}',
};

it.each<[string, StackContents | Error, Readonly<Record<string, string>>, object]>([
  ["never deployed", EMPTY_STACK, {}, { next: null, resources: 0 }],
  ["deployed", FULL, {}, { next: null, resources: 1 }],
  ["failed", FULL, runFile({}), { reason: "no quota", next: "nx deploy network -c threa-prod" }],
  ["deployed", FULL, runFile({ operation: "preview" }), { reason: null }],
  ["failed", FULL, { [`${HISTORY}1.history.json`]: history("failed") }, { reason: "its last update failed" }],
  ["unfinished", { ...FULL, pending: [PENDING] }, {}, { pending: 1 }],
  ["locked", FULL, LOCK, { reason: "by pulumi of ada on build-1, pid 7, since unknown by its clock" }],
  ["damaged", damaged, {}, { reason: "the state is damaged", next: "ls -l it" }],
])("calls a layer %s", async (state, stack, files, rest) => {
  expect((await statusOf(stack, files)).layers).toMatchObject([{ layer: "network", state, ...rest }]);
});

it("calls a layer running while the process that holds its engine lives, and not after its death", async () => {
  const row = { ...waitingLayer("network"), status: "running" as const, startedAt: "2026-11-20T12:00:00.000Z" };
  const run = (pid: number) => {
    const supervisor = { pid, process: "", host: hostname() };
    const record = rolloutRecord([row], { status: "running", exitCode: null, finishedAt: null, supervisor });
    return { ".strata/runs/threa-prod/1.json": recordText(record) };
  };
  expect(await statusOf(FULL, run(process.pid))).toMatchObject({
    layers: [{ state: "running" }],
    lastRun: { alive: true },
  });
  // Beyond the largest process id of Linux.
  expect(await statusOf(FULL, run(4_194_305))).toMatchObject({
    layers: [{ state: "deployed" }],
    lastRun: { alive: false },
  });
});

it("takes the time and the commit of the last update that can be read", async () => {
  const status = await statusOf(FULL, {
    [`${HISTORY}1.history.json`]: history("succeeded"),
    [`${HISTORY}2.history.json`]: "{",
    [`${HISTORY}2.checkpoint.json`]: "{}",
  });
  expect(status.layers[0]?.lastUpdate).toEqual({
    kind: "update",
    succeeded: true,
    finishedAt: "2026-11-21T07:00:32.000Z",
    commit: { id: "5c11cc06d5f2", dirty: true, author: "Ada" },
  });
});
