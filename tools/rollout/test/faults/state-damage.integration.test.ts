import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openFileStore, stackKey } from "@strata/engine";
import { systemCode } from "@strata/shared-config";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { examineState, removeLeftovers } from "../../src/recovery/examine-state.ts";
import { restoreState } from "../../src/recovery/restore-state.ts";
import { stateCopies } from "../../src/recovery/state-copies.ts";
import { runRollout } from "../../src/rollout.ts";
import { makeEngineWorkspace } from "../engine-workspace.ts";
import { recordingHost } from "../recording-host.ts";
import { losses } from "./losses.ts";
import { openSimulated, recordOf } from "./simulated.ts";
import { makeReadOnly, mayMount, mountMemory } from "./small-disk.ts";

const ENVIRONMENT = "threa-prod";
const LONG = process.env.STRATA_FAULTS === "long";
const undo: (() => void)[] = [];

beforeEach(() => () => vi.unstubAllEnvs());
afterEach(() => {
  for (const back of undo.splice(0)) back();
});

/** Two layers that need nothing of each other, and have no state yet. */
async function fresh() {
  const { root, variables } = await makeEngineWorkspace({ network: { upstreams: [] }, data: { upstreams: [] } });
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const state = join(root, ".strata", "rehearsal", "state");
  const deploy = () =>
    runRollout(
      { root, environment: ENVIRONMENT, operation: "deploy", layers: "all", config: {}, cutoff: false },
      recordingHost().host,
    );
  return { state, store: openFileStore(state), deploy };
}

/** The same, deployed. */
async function deployed() {
  const workspace = await fresh();
  expect((await workspace.deploy()).status).toBe("succeeded");
  return workspace;
}

it("F6 runs beside what a power loss left half written, and takes it away when asked", async () => {
  const { state, store, deploy } = await deployed();
  const left = [`${stackKey("network", ENVIRONMENT)}.attrs`, `${stackKey("data", ENVIRONMENT)}.tmp`];
  for (const key of left) writeFileSync(join(state, key), "");
  expect((await examineState(store, ENVIRONMENT)).map(({ kind, key }) => [kind, key])).toEqual(
    left.toSorted().map((key) => ["leftover", key]),
  );
  expect((await deploy()).layers.map(({ reason }) => reason)).toEqual([null, null]);
  // The engine cannot read a state with an empty sidecar: that one is gone already.
  expect(await removeLeftovers(store)).toEqual(left.filter((key) => key.endsWith(".tmp")));
  expect(await examineState(store, ENVIRONMENT)).toEqual([]);
});

it("F7 refuses the stack whose state is cut off, runs the others, and restores it from its newest good copy", async () => {
  const { state, store, deploy } = await deployed();
  const key = stackKey("network", ENVIRONMENT);
  const file = join(state, key);
  const whole = readFileSync(file, "utf8");
  truncateSync(file, 200);
  const first = await deploy();
  expect(first.exitCode).toBe(1);
  expect(first.layers.map(({ layer, status, error }) => [layer, status, error?.code])).toEqual([
    ["data", "succeeded", undefined],
    ["network", "failed", "STATE_DAMAGED"],
  ]);
  expect(first.layers[1]?.error?.hint).toBe(`strata state restore ${ENVIRONMENT} network`);
  expect((await examineState(store, ENVIRONMENT)).map(({ kind }) => kind)).toEqual(["damaged"]);

  const copies = await stateCopies(store, "network", ENVIRONMENT);
  expect(copies[0]).toMatchObject({ good: true, resources: 1 });
  const { copy, aside } = await restoreState(store, "network", ENVIRONMENT, undefined, new Date());
  expect(copy.key).toBe(copies[0]?.key);
  expect(readFileSync(join(state, aside ?? ""), "utf8")).toBe(whole.slice(0, 200));
  const second = await deploy();
  expect(second.layers.map(({ status, changes }) => [status, changes.create + changes.update])).toEqual([
    ["succeeded", 0],
    ["succeeded", 0],
  ]);
});

it.runIf(process.getuid?.() !== 0 || mayMount())(
  "F9 refuses a state that cannot be written, before anything is made",
  async () => {
    const { state, deploy } = await fresh();
    undo.push(makeReadOnly(state));
    await expect(deploy()).rejects.toMatchObject({ code: "STATE_UNWRITABLE", fault: "environment" });
  },
);

describe.runIf(LONG && mayMount())("on a disk of 24 MB", () => {
  it("F8 ends within a minute of the disk being full, and goes on from its rescue copy", async () => {
    const world = await openSimulated();
    undo.push(mountMemory(world.state, "size=24m"));
    try {
      expect(recordOf(await world.roll("deploy", ENVIRONMENT, "network").ended).status).toBe("succeeded");
      await world.arm("hold create * always after milliseconds=1500");
      const made = world.account().length;
      const run = world.roll("deploy", ENVIRONMENT, "network,cluster");
      await run.until(() => world.account().length > made + 1);
      fill(join(world.state, "filler"));
      const full = Date.now();
      const ended = await run.ended;
      expect(Date.now() - full).toBeLessThan(60_000);
      expect(ended.code).toBe(1);
      expect(recordOf(ended).layers.find(({ layer }) => layer === "cluster")?.error?.code).toBe("DISK_FULL");

      rmSync(join(world.state, "filler"));
      await world.arm();
      const store = openFileStore(world.state);
      const damaged = (await examineState(store, ENVIRONMENT)).filter(({ kind }) => kind === "damaged");
      for (const layer of ["network", "cluster"] as const) {
        expect((await stateCopies(store, layer, ENVIRONMENT)).some(({ good }) => good)).toBe(true);
        if (damaged.some(({ key }) => key === stackKey(layer, ENVIRONMENT)))
          await restoreState(store, layer, ENVIRONMENT, undefined, new Date());
      }
      const next = recordOf(await world.roll("deploy", ENVIRONMENT, "network,cluster").ended);
      expect(next.layers.filter(({ status }) => status !== "succeeded" && status !== "unchanged")).toEqual([]);
      expect(losses(world, ENVIRONMENT)).toEqual({ lost: [], doubled: [], pending: 0 });
    } finally {
      await world.close();
    }
  });
});

/** Writes until the disk takes no more. */
function fill(file: string): void {
  mkdirSync(join(file, ".."), { recursive: true });
  const block = Buffer.alloc(1024 * 1024);
  try {
    for (;;) writeFileSync(file, block, { flag: "a" });
  } catch (error) {
    if (systemCode(error) !== "ENOSPC") throw error;
  }
}
