import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StrataError } from "@strata/shared-config";
import { afterEach, describe, expect, it } from "vitest";
import {
  forgetStack,
  lockRehearsal,
  openWorld,
  rehearsalEnvironment,
  runningCloud,
  startCloud,
  stopCloud,
  type World,
} from "../src/index.ts";
import { diskError, requireSpace } from "../src/world/disk.ts";

const open: World[] = [];

function newWorld(): World {
  const world = openWorld(mkdtempSync(join(tmpdir(), "world-")));
  open.push(world);
  return world;
}

afterEach(async () => {
  for (const world of open.splice(0)) await stopCloud(world);
});

/** The error that a call throws. */
function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("the cloud of a world", () => {
  it("starts as a process of its own, is found by the next caller, and ends when it is told", async () => {
    const world = newWorld();
    const first = await startCloud(world);
    expect(first).toMatchObject({ started: true, pid: expect.any(Number) });
    expect(await startCloud(world)).toEqual({ ...first, started: false });
    expect(JSON.parse(readFileSync(world.cloud, "utf8"))).toMatchObject({ pid: first.pid, port: first.port });
    expect(await stopCloud(world)).toBe(true);
    expect(await runningCloud(world)).toBeUndefined();
    expect(existsSync(world.cloud)).toBe(false);
    expect(await stopCloud(world)).toBe(false);
  });

  it("is one, however many start it at once", async () => {
    const world = newWorld();
    const clouds = await Promise.all([startCloud(world), startCloud(world), startCloud(world)]);
    expect(new Set(clouds.map((cloud) => cloud.pid)).size).toBe(1);
    expect(clouds.filter((cloud) => cloud.started)).toHaveLength(1);
  });

  it("is started anew when its process is gone, and another process has its number", async () => {
    const world = newWorld();
    writeFileSync(world.cloud, JSON.stringify({ pid: process.pid, port: 9, startedAt: "2026-01-01T00:00:00Z" }));
    expect(await startCloud(world)).toMatchObject({ started: true });
  });

  it("is not that of another world", async () => {
    const [one, two] = [newWorld(), newWorld()];
    const cloud = await startCloud(one);
    writeFileSync(two.cloud, JSON.stringify({ pid: cloud.pid, port: cloud.port, startedAt: cloud.startedAt }));
    expect(await runningCloud(two)).toBeUndefined();
  });

  it("says why it does not come up", async () => {
    const world = newWorld();
    writeFileSync(world.account, "no journal\n");
    await expect(startCloud(world)).rejects.toThrow(/line 1 of the simulated account is damaged/);
  });

  it("forgets an environment while it runs, and when it does not", async () => {
    const world = newWorld();
    expect(await forgetStack(world, "threa-prod")).toBe(0);
    await startCloud(world);
    expect(await forgetStack(world, "threa-prod")).toBe(0);
  });
});

describe("the lock of a rehearsal", () => {
  it("keeps others out while its owner lives, and names the owner", () => {
    const world = newWorld();
    const lock = lockRehearsal(world, "rehearse threa-prod");
    const refused = thrownBy(() => lockRehearsal(world, "rehearse threa-dev"));
    expect(refused).toBeInstanceOf(StrataError);
    expect(refused).toMatchObject({
      code: "REHEARSAL_RUNNING",
      message: expect.stringMatching(new RegExp(`rehearse threa-prod \\(process ${process.pid} since \\d{4}-`)),
    });
    lock.release();
    lockRehearsal(world, "rehearse threa-dev").release();
    expect(existsSync(world.lock)).toBe(false);
  });

  it("is taken over from a process that is gone", async () => {
    const world = newWorld();
    const dead = spawn(process.execPath, ["--version"], { stdio: "ignore" });
    await once(dead, "exit");
    writeFileSync(
      world.lock,
      JSON.stringify({ pid: dead.pid, command: "rehearse", startedAt: "2026-01-01", process: "1" }),
    );
    expect(() => lockRehearsal(world, "rehearse").release()).not.toThrow();
  });

  it("is taken over from a process whose number another one has now", () => {
    const world = newWorld();
    const before = { pid: process.pid, command: "rehearse", startedAt: "2026-01-01", process: "an earlier start" };
    writeFileSync(world.lock, JSON.stringify(before));
    const outcome = thrownBy(() => lockRehearsal(world, "rehearse").release());
    // Only Linux tells when a process started; elsewhere the number alone counts.
    expect(outcome === undefined).toBe(process.platform === "linux");
  });
});

describe("a world that cannot be kept", () => {
  it("is refused where its folder cannot be written", () => {
    const root = mkdtempSync(join(tmpdir(), "world-"));
    writeFileSync(join(root, ".strata"), "a file in the folder's place");
    expect(thrownBy(() => openWorld(root))).toMatchObject({ code: "STATE_UNWRITABLE" });
  });

  it("is refused on a full disk", () => {
    expect(thrownBy(() => requireSpace(tmpdir(), Number.MAX_SAFE_INTEGER))).toMatchObject({
      code: "DISK_FULL",
      message: expect.stringMatching(/\d+ MB free; \d+ MB are needed/),
    });
    const full = diskError(Object.assign(new Error("write"), { code: "ENOSPC" }), "/state");
    expect(full).toMatchObject({ code: "DISK_FULL" });
  });
});

describe("the environment of a rehearsal", () => {
  const world = openWorld(mkdtempSync(join(tmpdir(), "world-")));
  const environment = rehearsalEnvironment(world, 4711);

  it("points the engine at the simulated providers and at state of its own", () => {
    expect(environment).toMatchObject({
      PULUMI_DEBUG_PROVIDERS: "aws:4711,awsx:4711,cloudflare:4711,random:4711",
      PULUMI_BACKEND_URL: `file://${world.state}?metadata=skip`,
      PULUMI_HOME: world.home,
      STRATA_REHEARSAL: world.folder,
    });
  });

  it("overrides every way to a real account", () => {
    const real = [
      "AWS_ACCESS_KEY_ID",
      "AWS_SECRET_ACCESS_KEY",
      "AWS_SESSION_TOKEN",
      "AWS_PROFILE",
      "AWS_CONFIG_FILE",
      "AWS_SHARED_CREDENTIALS_FILE",
      "AWS_ROLE_ARN",
      "AWS_WEB_IDENTITY_TOKEN_FILE",
      "AWS_ENDPOINT_URL",
      "CLOUDFLARE_API_TOKEN",
      "CLOUDFLARE_API_KEY",
      "PULUMI_ACCESS_TOKEN",
      "PULUMI_CONFIG_PASSPHRASE",
    ];
    for (const name of real) expect(environment, name).toHaveProperty(name);
    const files = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"].map((name) =>
      readFileSync(environment[name] ?? "", "utf8"),
    );
    expect(files.join()).toContain(environment.AWS_PROFILE);
  });
});
