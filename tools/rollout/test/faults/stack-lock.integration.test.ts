import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { releaseLock } from "../../src/lock/release-lock.ts";
import type { RolloutRequest } from "../../src/request.ts";
import { runRollout } from "../../src/rollout.ts";
import { makeEngineWorkspace } from "../engine-workspace.ts";
import { NO_PROCESS } from "../lock/contender.ts";
import { filesIn, leaveStackLock, makeLockedWorkspace, stackLocksFolder } from "../lock/locked-workspace.ts";
import { recordingHost } from "../recording-host.ts";

/** A process that lives as long as the tests, and that by its words may be an engine. */
const engine = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "pulumi"], { stdio: "ignore" });
afterAll(() => engine.kill("SIGKILL"));
const living = { pid: engine.pid ?? 0 };

beforeEach(() => () => vi.unstubAllEnvs());

describe("on the real engine", () => {
  const enter = async () => {
    const { root, variables } = await makeEngineWorkspace({ network: { upstreams: [] } });
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const { host } = recordingHost();
    const deploy = () =>
      runRollout({ root, environment: "threa-prod", operation: "deploy", layers: "all", config: {} }, host);
    return { root, backend: join(root, ".strata", "rehearsal", "state"), deploy };
  };

  it("F11 breaks the engine's lock whose process is gone by its id, and goes on", async () => {
    const { backend, deploy } = await enter();
    await leaveStackLock(backend, "network", { pid: NO_PROCESS });
    await leaveStackLock(backend, "network", { pid: NO_PROCESS }, "suna-dev");
    expect(await deploy()).toMatchObject({ status: "succeeded", exitCode: 0, fence: 1 });
    expect(await filesIn(stackLocksFolder(backend, "network"))).toEqual([]);
    expect(await filesIn(stackLocksFolder(backend, "network", "suna-dev"))).toHaveLength(1);
  });

  it("F12 never breaks a lock from another host without its id", async () => {
    const { root, backend, deploy } = await enter();
    const id = await leaveStackLock(backend, "network", { pid: NO_PROCESS, hostname: "ci-7" });
    const { layers, exitCode } = await deploy();
    expect(exitCode).toBe(1);
    expect(layers[0]).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/^the stack network of threa-prod is locked by pulumi of ana on ci-7, pid \d+/),
      error: { code: "STACK_LOCKED", hint: expect.stringContaining(`strata lock release threa-prod --id ${id}`) },
    });
    expect(await filesIn(stackLocksFolder(backend, "network"))).toEqual([`${id}.json`]);
    await expect(releaseLock(root, "threa-prod", "another-id")).rejects.toMatchObject({ code: "OPTION_INVALID" });
    expect(await releaseLock(root, "threa-prod", id)).toMatchObject({ kind: "stack", lock: { layer: "network" } });
    expect(await deploy()).toMatchObject({ status: "succeeded", fence: 2 });
  });
});

describe("on an engine in memory", () => {
  const network = { layers: ["network"] } as const satisfies Partial<RolloutRequest>;

  it("F13 takes an empty lock of the engine for held, by somebody unknown", async () => {
    const { backend, deploy, runs } = await makeLockedWorkspace();
    const id = await leaveStackLock(backend, "network", "empty");
    const { layers } = await deploy(network);
    expect(layers[0]?.reason).toContain("locked by unknown");
    expect(layers[0]?.error?.hint).toContain(`strata lock release threa-prod --id ${id}`);
    expect(runs).toEqual([]);
    expect(await filesIn(stackLocksFolder(backend, "network"))).toHaveLength(1);
  });

  it.each([
    ["behind", -3_600_000],
    ["ahead", 3_600_000],
  ])(
    "F16 F47 never breaks the lock of a living engine whose clock is an hour %s, not even by its id",
    async (_, skew) => {
      const timestamp = new Date(Date.now() + skew).toISOString();
      const { root, backend, deploy, runs } = await makeLockedWorkspace();
      const id = await leaveStackLock(backend, "network", { ...living, timestamp });
      const { layers } = await deploy(network);
      expect(layers[0]?.error).toEqual({
        code: "STACK_LOCKED",
        hint: expect.stringContaining(`kill -INT ${living.pid}`),
      });
      vi.stubEnv("PULUMI_BACKEND_URL", `file://${backend}`);
      await expect(releaseLock(root, "threa-prod", id)).rejects.toMatchObject({ code: "STACK_LOCKED" });
      expect(await filesIn(stackLocksFolder(backend, "network"))).toEqual([`${id}.json`]);
      expect(runs).toEqual([]);
    },
  );

  it("F11 breaks a lock whose number a process of another kind has by now", async () => {
    const { backend, deploy } = await makeLockedWorkspace();
    const other = spawn("sleep", ["600"], { stdio: "ignore" });
    try {
      await leaveStackLock(backend, "network", { pid: other.pid ?? 0 });
      expect(await deploy(network)).toMatchObject({ status: "succeeded" });
    } finally {
      other.kill("SIGKILL");
    }
  });

  it("F29 refuses a layer while somebody else's engine is at its upstream", async () => {
    const { backend, deploy, runs } = await makeLockedWorkspace();
    await deploy(network);
    await leaveStackLock(backend, "network", living);
    const { layers } = await deploy({ layers: ["data"] });
    expect(layers[0]).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("the stack network of threa-prod is locked by pulumi of ana"),
      error: { code: "STACK_LOCKED" },
    });
    expect(runs).toEqual(["deploy network"]);
  });

  it("F29 waits for an upstream's engine as long as it is told to", async () => {
    const { backend, deploy } = await makeLockedWorkspace();
    await deploy(network);
    await leaveStackLock(backend, "network", living);
    const run = deploy({ layers: ["data"], lockTimeout: 600 });
    await vi.waitUntil(() => run.events.some(({ code }) => code === "lock-waiting"));
    await rm(stackLocksFolder(backend, "network"), { recursive: true });
    expect(await run).toMatchObject({ status: "succeeded" });
    expect(run.events.filter(({ code }) => code === "lock-waiting")).toEqual([
      { code: "lock-waiting", data: expect.objectContaining({ lock: "network of threa-prod" }) },
    ]);
  });
});
