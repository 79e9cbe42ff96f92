/*
 * Nx ends its whole process tree 5 s after a signal, and a create takes longer. STRATA_FAULTS=long stops 50 deploys, each
 * of a new environment, with creates of 14 s, at moments spread over their creates.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { beforeEach, expect, it, vi } from "vitest";
import { startNx } from "../../../nx-pulumi/test/nx.ts";
import { superviseRollout } from "../../src/supervisor/supervise-rollout.ts";
import { type CloudWorkspace, makeCloudWorkspace, topics } from "../cloud-workspace.ts";

const LONG = process.env.STRATA_FAULTS === "long";
const STEP_MS = LONG ? 14_000 : 1_000;
const POINTS = 50;
/** Creates in a whole deploy: the topics below. */
const CREATES = 6;

const LAYERS = { network: topics("network", 2), data: topics("data", 1, "network") };

beforeEach(() => () => vi.unstubAllEnvs());

/** The newest run's creates that have begun, in the account that a provider serves. */
function createsBegun(workspace: CloudWorkspace): number {
  const run = workspace.lastRun();
  if (run === undefined) return 0;
  const events = join(run.folder, "events.ndjson");
  // A run has its record a moment before its first event.
  if (!existsSync(events)) return 0;
  // The last line may be half written.
  const lines = readFileSync(events, "utf8").split("\n").slice(0, -1);
  return lines.filter((line) => {
    const { code, data } = JSON.parse(line);
    return code === "resource" && data.phase === "started" && data.type.startsWith("aws:");
  }).length;
}

const until = async (happened: () => boolean) => {
  while (!happened()) await pause(50);
};

/** Deploys through Nx, and sends a signal when that many creates have begun, and some time has gone by since. */
async function interrupt(workspace: CloudWorkspace, creates: number, signal: NodeJS.Signals, later = 0) {
  await workspace.arm(`hold create * always milliseconds=${STEP_MS}`);
  const before = workspace.lastRun()?.folder;
  const { pid, ended } = startNx(workspace, "run-many", "-t", "deploy", "-c", "threa-prod");
  let over = false;
  ended.then(() => {
    over = true;
  });
  await until(() => over || (workspace.lastRun()?.folder !== before && createsBegun(workspace) >= creates));
  await pause(later);
  // A terminal's Ctrl-C goes to all of a group; who kills a command means its process.
  if (!over) process.kill(signal === "SIGINT" ? -pid : pid, signal);
  const nx = await ended;
  await until(() => workspace.lastRun()?.record.status !== "running");
  return { nx, run: workspace.lastRun()?.record };
}

/** Two plain deploys: how the first one ended, and what the second one changed. */
async function deployTwice(workspace: CloudWorkspace) {
  await workspace.arm();
  for (const [name, value] of Object.entries(workspace.variables)) vi.stubEnv(name, value);
  const request = { environment: "threa-prod", operation: "deploy", layers: "all", config: {} } as const;
  const deploy = () => superviseRollout({ ...request, root: workspace.root }, () => undefined).ended;
  const { status } = await deploy();
  const { layers } = await deploy();
  return { status, changed: layers.filter(({ changes: { same, ...rest } }) => Object.values(rest).some(Boolean)) };
}

it("F3, F5, F2: a deploy stopped by Ctrl-C, by SIGTERM and by the end of Nx loses nothing", async () => {
  const workspace = await makeCloudWorkspace(LAYERS);
  const pressed = await interrupt(workspace, 1, "SIGINT");
  expect(pressed.nx.code).not.toBe(0);
  expect(pressed.run).toMatchObject({
    status: "stopped",
    exitCode: 130,
    layers: [
      { status: "failed", reason: expect.stringMatching(/^stopped: SIG(INT|TERM); .* the rest was not begun$/) },
      { status: "skipped", reason: expect.stringMatching(/^stopped: SIG(INT|TERM)$/) },
    ],
  });
  expect(pressed.run?.layers[0]?.error?.hint).toContain("nx deploy network -c threa-prod");
  expect(await workspace.leftovers()).toEqual([]);

  const cancelled = await interrupt(workspace, 1, "SIGTERM");
  expect(cancelled.nx.code).not.toBe(0);
  expect(cancelled.run).toMatchObject({ status: "stopped", exitCode: 130, layers: [{}, { status: "skipped" }] });
  expect(await workspace.leftovers()).toEqual([]);

  const killed = await interrupt(workspace, 1, "SIGKILL");
  expect(killed.run).toMatchObject({ status: "stopped", exitCode: 130 });
  expect(JSON.stringify(killed.run?.layers)).toContain("stopped: the command that started it ended");
  expect(await workspace.leftovers()).toEqual([]);

  expect(await deployTwice(workspace)).toEqual({ status: "succeeded", changed: [] });
  expect(workspace.account()).toHaveLength(CREATES);
});

it.runIf(LONG).each(Array.from({ length: POINTS }, (_, point) => point))(
  "F3 loses nothing and leaves no lock when stopped at point %i",
  { timeout: 600_000 },
  async (point) => {
    const workspace = await makeCloudWorkspace(LAYERS);
    // Point 0 is the start of the run; the others are spread over the creates, and over the time that one takes.
    const later = point === 0 ? 0 : (STEP_MS * point) / POINTS;
    const { run } = await interrupt(workspace, point % (CREATES + 1), "SIGINT", later);
    expect(["stopped", "succeeded"]).toContain(run?.status);
    expect(await workspace.leftovers()).toEqual([]);
    expect(await deployTwice(workspace)).toEqual({ status: "succeeded", changed: [] });
    expect(workspace.account()).toHaveLength(CREATES);
    await workspace.close();
  },
);
