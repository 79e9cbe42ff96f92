import { EMPTY_STACK, type StackContents, type StackDrift } from "@strata/engine";
import { StrataError } from "@strata/shared-config";
import { expect, it } from "vitest";
import { checkDrift, type DriftHost } from "../src/drift/check-drift.ts";
import { driftCsv } from "../src/drift/drift-csv.ts";
import type { DriftDoor } from "../src/drift/drift-door.ts";
import { memoryStore } from "./memory-store.ts";
import { stored } from "./stored.ts";
import { makeWorkspace } from "./workspace.ts";

const DATABASE = stored("aws:rds/instance:Instance", "db", { inputs: { maxAllocatedStorage: 100 } });
const STACK: StackContents = { ...EMPTY_STACK, entries: 2, resources: [DATABASE], digest: "1" };
const CHANGED: StackDrift = {
  resources: [
    {
      urn: DATABASE.urn,
      type: DATABASE.type,
      id: "db-1",
      change: "changed",
      properties: [
        { path: "instanceClass", state: "=1+1", real: "db.t4g.large" },
        { path: "allocatedStorage", state: 20, real: 40 },
      ],
    },
  ],
  diagnostics: [],
};

interface Story {
  readonly stacks: readonly StackContents[];
  readonly drift?: StackDrift | Error;
  readonly files?: Readonly<Record<string, string>>;
  readonly busy?: readonly (string | undefined)[];
}

/** Compares one layer, data, in memory. */
async function compare({ stacks, drift = CHANGED, files = {}, busy = [] }: Story) {
  const root = await makeWorkspace({ network: [], data: ["network"] });
  const looks = [...stacks];
  const works = [...busy];
  const door: DriftDoor = {
    store: memoryStore(files),
    readStack: async () => looks.shift() ?? STACK,
    readDrift: async () => {
      if (drift instanceof Error) throw drift;
      return drift;
    },
  };
  const host: DriftHost = {
    now: () => new Date("2026-11-20T12:00:00Z"),
    notify: () => undefined,
    signal: new AbortController().signal,
    busy: async () => works.shift(),
  };
  return checkDrift({ root, environment: "threa-prod", layers: ["data"] }, host, async () => door);
}

it("reports what changed, and apart from it what moves by itself", async () => {
  const report = await compare({ stacks: [STACK] });
  expect(report).toMatchObject({ version: 1, environment: "threa-prod", status: "drift" });
  expect(report.layers[0]?.rows).toEqual([
    expect.objectContaining({ name: "db", property: "instanceClass", state: "=1+1", real: "db.t4g.large" }),
  ]);
  expect(report.layers[0]?.moved).toEqual([
    expect.objectContaining({ property: "allocatedStorage", by: "storage autoscaling (maxAllocatedStorage)" }),
  ]);
});

it("gives a spreadsheet no formula", async () => {
  expect(driftCsv(await compare({ stacks: [STACK] }))).toContain(",'=1+1,");
});

it("finds nothing in a layer that was never deployed", async () => {
  expect(await compare({ stacks: [EMPTY_STACK] })).toMatchObject({ status: "none", layers: [{ status: "absent" }] });
});

const LOCK = ".pulumi/locks/organization/data/threa-prod/9f1c.json";
const PENDING = { urn: "urn:x", type: "aws:ec2/vpc:Vpc", operation: "creating" };
const QUIET: readonly [string, Story, RegExp][] = [
  [
    "is locked",
    { stacks: [STACK], files: { [LOCK]: '{"pid":7,"username":"ada","hostname":"build-1"}' } },
    /data is locked by pulumi of ada on build-1, pid 7/,
  ],
  [
    "has a lock that says nothing",
    { stacks: [STACK], files: { [LOCK]: "" } },
    /data is locked by unknown: .*9f1c\.json is empty/,
  ],
  ["has unfinished operations", { stacks: [{ ...STACK, pending: [PENDING] }] }, /1 unfinished operations/],
  ["changed while it was read", { stacks: [STACK, { ...STACK, digest: "2" }] }, /changed by a run while it was read/],
  ["belongs to an environment at work", { stacks: [], busy: ["a deploy runs"] }, /a deploy runs/],
  ["came to work meanwhile", { stacks: [STACK], busy: [undefined, "a deploy runs"] }, /a deploy runs/],
];

it.each(QUIET)("says nothing of a layer that %s", async (_, story, reason) => {
  const report = await compare(story);
  expect(report).toMatchObject({ status: "skipped", layers: [{ status: "skipped", rows: [], moved: [] }] });
  expect(report.layers[0]?.reason).toMatch(reason);
});

it("names why a layer could not be read", async () => {
  const drift = new StrataError("ENGINE_FAILED", "no credentials", { hint: "log in", fault: "user" });
  const report = await compare({ stacks: [STACK], drift });
  expect(report.status).toBe("failed");
  expect(report.layers[0]).toMatchObject({
    reason: "no credentials",
    error: { code: "ENGINE_FAILED", hint: "log in" },
  });
});
