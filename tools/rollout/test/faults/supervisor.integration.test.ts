import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { RolloutEvent } from "../../src/request.ts";
import { findRun } from "../../src/supervisor/find-run.ts";
import { followRun } from "../../src/supervisor/follow-run.ts";
import { superviseRollout } from "../../src/supervisor/supervise-rollout.ts";
import { type CloudWorkspace, makeCloudWorkspace, topics } from "../cloud-workspace.ts";

let workspace: CloudWorkspace;
beforeAll(async () => {
  workspace = await makeCloudWorkspace({ network: topics("network", 1), data: topics("data", 1, "network") });
});
beforeEach(() => {
  for (const [name, value] of Object.entries(workspace.variables)) vi.stubEnv(name, value);
  return () => vi.unstubAllEnvs();
});

const topic = (environment: string, layer: string) =>
  `urn:pulumi:${environment}::${layer}::aws:sns/topic:Topic::${layer}-1`;

/** Deploys under a supervisor. `on` is told of each event, and of each create at a provider that has begun. */
function deploy(
  environment: string,
  on: (what: string, stop: () => void) => void = () => undefined,
  stepTimeout = 3600,
) {
  const request = { root: workspace.root, environment, operation: "deploy", layers: "all", config: {} } as const;
  const run = superviseRollout({ ...request, stepTimeout }, (event) =>
    on(isCreate(event) ? "create" : event.code, () => run.stop("SIGINT")),
  );
  return run.ended;
}

const isCreate = (event: RolloutEvent) =>
  event.code === "resource" && event.data.phase === "started" && event.data.type.startsWith("aws:");

it("F4 breaks off the running steps after the second SIGINT, and says which, and how it goes on", async () => {
  await workspace.arm("hold create * always milliseconds=60000");
  let presses = 0;
  const record = await deploy("threa-prod", (what, stop) => {
    if (what !== "create" && what !== "rollout-stopping") return;
    presses += 1;
    if (presses <= 2) stop();
  });
  expect(record).toMatchObject({
    status: "stopped",
    exitCode: 130,
    layers: [
      {
        status: "failed",
        reason: `stopped: SIGINT; 0 resources were changed, broken off in the middle of ${topic("threa-prod", "network")}`,
        error: { code: "RUN_STOPPED", hint: expect.stringContaining("nx deploy network -c threa-prod") },
      },
      { status: "skipped", reason: "stopped: SIGINT" },
    ],
  });
  // What was under way is named in the state, and nothing else is left.
  expect(await workspace.leftovers()).toEqual([`pending ${topic("threa-prod", "network")}`]);
});

it("F20 gives a provider that hangs up after the time-out, names what it was at, and keeps that to its layer", async () => {
  await workspace.arm("hang create data-1");
  const record = await deploy("threa-budget", undefined, 4);
  expect(record).toMatchObject({
    status: "failed",
    exitCode: 1,
    layers: [
      { layer: "network", status: "succeeded" },
      {
        layer: "data",
        status: "failed",
        reason: `deploy of data gave no sign of life for 4 s, at work on ${topic("threa-budget", "data")}`,
        error: { code: "STEP_TIMEOUT", hint: expect.stringContaining("nx deploy data -c threa-budget") },
      },
    ],
  });
});

it("F1 lets the engine end by itself when its supervisor is killed, and tells of the lost run", async () => {
  await workspace.arm("hold create * always milliseconds=1000");
  const before = await workspace.leftovers();
  const ended = deploy("threa-scaled", (what) => {
    if (what === "create") process.kill(workspace.lastRun()?.record.supervisor.pid ?? 0, "SIGKILL");
  });
  await expect(ended).rejects.toMatchObject({ code: "RUN_LOST" });
  const lost = await findRun(workspace.root, "threa-scaled", undefined);
  expect(lost.record).toMatchObject({ status: "running", exitCode: null });
  const watching = followRun(lost, () => undefined, new AbortController().signal);
  await expect(watching).rejects.toMatchObject({ code: "RUN_LOST", hint: expect.stringContaining("nx run-many") });

  // The engine has lost its program and its supervisor. It ends its steps, writes its state and gives its lock back.
  while ((await workspace.leftovers()).join() !== before.join()) await pause(100);
  await workspace.arm();
  expect(await deploy("threa-scaled")).toMatchObject({ status: "succeeded" });
  expect((await deploy("threa-scaled")).layers.map(({ changes }) => changes.same)).toEqual([3, 3]);
});
