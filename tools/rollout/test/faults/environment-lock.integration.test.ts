import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { StrataError } from "@strata/shared-config";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { openFileTable } from "../../src/lock/file-table.ts";
import { machineClock } from "../../src/lock/lease-clock.ts";
import { releaseLock } from "../../src/lock/release-lock.ts";
import { contend, NO_PROCESS, ownerHere, type ownerOf } from "../lock/contender.ts";
import { filesIn, gate, locksFolder, makeLockedWorkspace } from "../lock/locked-workspace.ts";
import { times } from "../lock/race.ts";

beforeEach(() => () => vi.unstubAllEnvs());

const ends = ({ layers }: Awaited<ReturnType<Awaited<ReturnType<typeof makeLockedWorkspace>>["deploy"]>>) =>
  layers.map(({ layer, status }) => `${layer} ${status}`);

/** Leaves a lock in a backend whose owner gives no sign any more. */
const leaveLock = async (backend: string, owner: ReturnType<typeof ownerOf>) => {
  const still = { ...machineClock, every: () => () => undefined };
  return contend({ table: openFileTable(locksFolder(backend)), clock: still, owner });
};

it("F10 refuses a lock of a living run at once, saying whose it is, and gets it by waiting", async () => {
  const { deploy, hooks } = await makeLockedWorkspace();
  const [started, go] = [gate(), gate()];
  hooks.beforeLayer = async () => {
    started.open();
    await go.opened;
  };
  const first = deploy();
  await started.opened;
  await expect(deploy()).rejects.toMatchObject({
    code: "LOCK_HELD",
    message: expect.stringContaining(`deploy of all layers by ${userInfo().username} on`),
    hint: expect.stringMatching(/--lock-timeout/),
  });
  const second = deploy({ lockTimeout: 600 });
  await vi.waitUntil(() => second.events.length > 0);
  expect(second.events).toEqual([
    {
      code: "lock-waiting",
      data: expect.objectContaining({ lock: "threa-prod", holder: expect.stringContaining(`pid ${process.pid}`) }),
    },
  ]);
  go.open();
  expect([(await first).fence, (await second).fence]).toEqual([1, 2]);
  expect((await second).status).toBe("succeeded");
});

it("takes no lock for a preview, which a lock does not hinder", async () => {
  const { backend, deploy } = await makeLockedWorkspace();
  await deploy();
  await leaveLock(backend, ownerHere());
  expect(await deploy({ operation: "preview" })).toMatchObject({ status: "succeeded", fence: null });
});

it("F11 takes over the lock of a run that died on this machine, with no wait", async () => {
  const { backend, deploy } = await makeLockedWorkspace();
  await leaveLock(backend, ownerHere({ pid: NO_PROCESS }));
  expect(await deploy()).toMatchObject({ status: "succeeded", fence: 2 });
  expect(await filesIn(locksFolder(backend))).toEqual(["2.beat", "2.json", "2.released"]);
});

describe("F13 a lock that says nothing", () => {
  it.each([
    ["empty", ""],
    ["half of one", '{"id":"1-0b5e","owner":{"user":"a'],
    ["something else", "[]"],
  ])("%s is held, by somebody unknown, until it is released by its id", async (_, text) => {
    const { root, backend, deploy, runs } = await makeLockedWorkspace();
    await mkdir(locksFolder(backend), { recursive: true });
    await writeFile(join(locksFolder(backend), "7.json"), text);
    await expect(deploy()).rejects.toMatchObject({
      code: "LOCK_HELD",
      message: expect.stringContaining("unknown"),
      hint: "strata lock release threa-prod --id 7-unknown",
    });
    expect(runs).toEqual([]);
    vi.stubEnv("PULUMI_BACKEND_URL", `file://${backend}`);
    await releaseLock(root, "threa-prod", "7-unknown");
    expect(await deploy()).toMatchObject({ status: "succeeded", fence: 8 });
  });
});

it("F14 starts no further layer once the lock was deleted while it runs", async () => {
  const { backend, deploy, hooks, runs } = await makeLockedWorkspace();
  hooks.beforeLayer = () => rm(locksFolder(backend), { recursive: true });
  const record = await deploy();
  expect(runs).toEqual(["deploy network"]);
  expect(record).toMatchObject({ status: "failed", exitCode: 1 });
  expect(ends(record)).toEqual([
    "network succeeded",
    "cluster failed",
    "data failed",
    "services skipped",
    "edge skipped",
    "observability skipped",
  ]);
  expect(record.layers[1]?.error).toEqual({ code: "LOCK_LOST", hint: expect.stringContaining("strata lock status") });
});

it("F15 lets one of twenty runs in that start at once, and refuses the others", async () => {
  const { deploy, hooks, runs } = await makeLockedWorkspace();
  const go = gate();
  hooks.beforeLayer = () => go.opened;
  let refused = 0;
  const all = times(20).map(() =>
    deploy().catch((error: unknown) => {
      refused += 1;
      return error;
    }),
  );
  await vi.waitUntil(() => refused === 19);
  go.open();
  const ended = await Promise.all(all);
  expect(ended.filter((end) => end instanceof StrataError && end.code === "LOCK_HELD")).toHaveLength(19);
  expect(ended).toContainEqual(expect.objectContaining({ status: "succeeded", fence: 1 }));
  expect(runs).toHaveLength(6);
});

it("F16 deletes no lock of a living run, not even by its id", async () => {
  const { root, backend, deploy } = await makeLockedWorkspace();
  const lease = await leaveLock(backend, ownerHere());
  vi.stubEnv("PULUMI_BACKEND_URL", `file://${backend}`);
  await expect(releaseLock(root, "threa-prod", lease.id)).rejects.toMatchObject({
    code: "LOCK_HELD",
    hint: expect.stringContaining(`kill -INT ${process.pid}`),
  });
  await lease.check();
  await expect(deploy()).rejects.toMatchObject({ code: "LOCK_HELD" });
});

it("F33 runs two deploys of one environment one after the other, and of two environments together", async () => {
  const { deploy, hooks } = await makeLockedWorkspace();
  await deploy({ layers: ["network"] });
  const inside: string[] = [];
  const [both, seen] = [gate(), new Set<string>()];
  hooks.beforeLayer = async ({ layer, environment }) => {
    inside.push(`${environment} ${layer} in`);
    seen.add(environment);
    if (seen.size === 2) both.open();
    // Neither environment goes on before the other one has come as far.
    await both.opened;
    inside.push(`${environment} ${layer} out`);
  };
  await Promise.all([
    deploy({ layers: ["data"], lockTimeout: 600 }),
    deploy({ layers: ["cluster"], lockTimeout: 600 }),
    deploy({ layers: ["network"], environment: "suna-dev" }),
  ]);
  const prod = inside.filter((line) => line.startsWith("threa-prod"));
  const [first = "", second = ""] = prod[0]?.includes("data") === true ? ["data", "cluster"] : ["cluster", "data"];
  expect(prod).toEqual([
    `threa-prod ${first} in`,
    `threa-prod ${first} out`,
    `threa-prod ${second} in`,
    `threa-prod ${second} out`,
  ]);
});

it.each([
  ["past", -3_600],
  ["future", 3_600],
])("F47 takes no notice of times an hour in the %s on a lock", async (_, skew) => {
  const { backend, deploy } = await makeLockedWorkspace();
  const startedAt = new Date(Date.now() + skew * 1000);
  const lease = await leaveLock(backend, ownerHere({ startedAt: startedAt.toISOString() }));
  for (const file of await filesIn(locksFolder(backend))) {
    await utimes(join(locksFolder(backend), file), startedAt, startedAt);
  }
  await expect(deploy()).rejects.toMatchObject({ code: "LOCK_HELD" });
  await lease.check();
});

it("ends as its layers did though the lock cannot be given back, and the next run takes it over", async () => {
  const { backend, deploy, hooks } = await makeLockedWorkspace();
  const folder = locksFolder(backend);
  hooks.beforeLayer = async ({ layer }) => {
    if (layer !== "observability") return;
    await rm(folder, { recursive: true });
    // Nothing can be written where a file stands in place of the folder.
    await writeFile(folder, "");
  };
  expect(await deploy()).toMatchObject({ status: "succeeded", fence: 1 });
  await rm(folder);
  hooks.beforeLayer = async () => undefined;
  expect(await deploy()).toMatchObject({ status: "succeeded" });
});
