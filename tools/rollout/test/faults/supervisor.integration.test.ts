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
  cutoff = true,
) {
  const request = { root: workspace.root, environment, operation: "deploy", layers: "all", config: {} } as const;
  const run = superviseRollout({ ...request, stepTimeout, cutoff }, (event) =>
    on(isCreate(event) ? "create" : event.code, () => run.stop("SIGINT")),
  );
  return run.ended;
}

/** One plain deploy takes up what was broken off, and another one finds nothing to do. */
async function goesOn(environment: string): Promise<void> {
  expect(await deploy(environment)).toMatchObject({ status: "succeeded" });
  expect(await workspace.leftovers()).toEqual([]);
  const again = await deploy(environment, undefined, undefined, false);
  expect(again.layers.map(({ status, changes }) => ({ status, ...changes, same: 0 }))).toEqual(
    Array(2).fill({ status: "succeeded", create: 0, update: 0, replace: 0, delete: 0, same: 0 }),
  );
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
  await workspace.arm();
  await goesOn("threa-prod");
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
  await workspace.arm();
  await goesOn("threa-budget");
});

it("F1 lets the engine end by itself when its supervisor is killed, and tells of the lost run", async () => {
  await workspace.arm("hold create * always milliseconds=1000");
  const ended = deploy("threa-scaled", (what) => {
    if (what === "create") process.kill(workspace.lastRun()?.record.supervisor.pid ?? 0, "SIGKILL");
  });
  await expect(ended).rejects.toMatchObject({ code: "RUN_LOST" });
  const lost = await findRun(workspace.root, "threa-scaled", undefined);
  expect(lost.record).toMatchObject({ status: "running", exitCode: null });
  const watching = followRun(lost, () => undefined, new AbortController().signal);
  await expect(watching).rejects.toMatchObject({ code: "RUN_LOST", hint: expect.stringContaining("nx run-many") });

  // The engine has lost its program and its supervisor. It ends its steps, writes its state and gives its lock back, and the
  // next run, which has the dead supervisor's lock, waits for that.
  await workspace.arm();
  await goesOn("threa-scaled");
});
