import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { lockRehearsal, openWorld } from "@strata/rehearsal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeEngineWorkspace, type TinyLayer } from "../../rollout/test/engine-workspace.ts";

const MAIN = join(import.meta.dirname, "..", "src", "main.ts");
const THREE: Readonly<Record<string, TinyLayer>> = {
  network: { upstreams: [] },
  data: { upstreams: ["network"] },
  services: { upstreams: ["data"] },
};

/** A command that runs: what it says so far, and how it ended. */
function start(root: string, command: string, args: readonly string[]) {
  const child: ChildProcess = spawn(command, args, { cwd: root, env: { ...process.env, NO_COLOR: "1" } });
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    err += chunk;
  });
  const says = (text: string) =>
    new Promise<void>((resolve) => child.stderr?.on("data", () => err.includes(text) && resolve()));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out, err })),
  );
  return { child, ended, says };
}

const strata = (root: string, ...words: readonly string[]) => start(root, process.execPath, [MAIN, ...words]).ended;

describe("a rehearsal that is kept", () => {
  let root = "";
  beforeAll(async () => {
    ({ root } = await makeEngineWorkspace(THREE));
  });
  afterAll(() => strata(root, "rehearse", "stop"));

  it("deploys every layer from nothing, and goes on from what is there with --keep", async () => {
    const first = await strata(root, "rehearse", "threa-prod");
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toMatch(/│ services │ ✓ +│ +1 │ 1 created +│/);
    expect(first.out).toContain("threa-prod: 3 resources in 3 layers");
    // Components alone: three engines start, one after the other.
    expect(first.out).toContain("a real account takes about 15 s (6 to 36)");
    const record = /record +(\S+)/.exec(first.out)?.[1] ?? "";
    expect(existsSync(join(root, record))).toBe(true);
    expect(first.err).toContain("network: started");

    const again = await strata(root, "rehearse", "threa-prod");
    expect(again.out).toMatch(/│ services │ ✓ +│ +1 │ 1 created +│/);
    const kept = await strata(root, "rehearse", "threa-prod", "--keep", "--json");
    const { record: run, prediction } = JSON.parse(kept.out);
    expect(prediction).toMatchObject({ version: 1, environment: "threa-prod", seconds: { typical: 15 } });
    expect(run.layers.map(({ changes }: { changes: object }) => changes)).toEqual(
      Array(3).fill(expect.objectContaining({ create: 0, update: 0, replace: 0, delete: 0 })),
    );
    // The simulated cloud was started for each, and ended with it.
    expect((await strata(root, "rehearse", "stop")).err).toContain("no simulated cloud runs");
  });

  it("makes a shell one, in which the engine alone previews a layer", async () => {
    const script = [
      `eval "$(${process.execPath} ${MAIN} rehearse env)"`,
      "cd stacks/services",
      "pulumi preview --non-interactive --stack threa-prod",
      `${process.execPath} ${MAIN} outputs threa-prod data --json`,
    ].join(" && ");
    // A login shell's PATH has neither the engine nor Node 22: the variables must bring them.
    const byHand = await start(root, "env", ["PATH=/usr/bin:/bin", "sh", "-c", script]).ended;
    expect(byHand).toMatchObject({ code: 0, out: expect.stringContaining("2 unchanged") });
    expect(JSON.parse(byHand.out.slice(byHand.out.indexOf("{")))).toEqual({ name: "data", below: ["network"] });
    // The settings of a real stack would stand there: a rehearsal must leave none.
    expect(existsSync(join(root, "stacks", "services", "Pulumi.threa-prod.yaml"))).toBe(false);
  });
});

describe("a rehearsal", () => {
  it("exits with 1 when a layer fails, and says why", async () => {
    const { root } = await makeEngineWorkspace({
      ...THREE,
      data: { upstreams: ["network"], body: 'throw new RangeError("no such size");' },
    });
    const run = await strata(root, "rehearse", "threa-prod");
    expect(run).toMatchObject({ code: 1, out: expect.stringContaining("no such size") });
    expect(run.out).toMatch(/│ services │ – skipped │/);
  });

  it("refuses to start beside another one, and says which", async () => {
    const { root } = await makeEngineWorkspace(THREE);
    const lock = lockRehearsal(openWorld(root), "a test");
    try {
      const run = await strata(root, "rehearse", "threa-prod");
      expect(run).toMatchObject({ code: 2, err: expect.stringContaining(`REHEARSAL_RUNNING`) });
      expect(run.err).toContain(`kill -INT ${process.pid}`);
    } finally {
      lock.release();
    }
  });

  it("ends the running steps and starts no other layer after SIGINT, with exit code 130", async () => {
    const forever = "await new Promise(() => undefined);";
    const { root } = await makeEngineWorkspace({ ...THREE, network: { upstreams: [], body: forever } });
    const { child, ended, says } = start(root, process.execPath, [MAIN, "rehearse", "threa-prod", "--json"]);
    await says("network: started");
    child.kill("SIGINT");
    const { code, out } = await ended;
    expect(code).toBe(130);
    const { record } = JSON.parse(out);
    expect(record.status).toBe("stopped");
    expect(record.layers.map(({ status, reason }: { status: string; reason: string }) => [status, reason])).toEqual([
      ["failed", "stopped: SIGINT; 0 resources were changed, the rest was not begun"],
      ["skipped", "stopped: SIGINT"],
      ["skipped", "stopped: SIGINT"],
    ]);
  });
});
