import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { strata } from "./run.ts";

let backend: string;
beforeEach(async () => {
  backend = await mkdtemp(join(tmpdir(), "strata-locks-"));
  vi.stubEnv("PULUMI_BACKEND_URL", `file://${backend}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(backend, { recursive: true });
});

const put = async (path: string, content: unknown) => {
  await mkdir(dirname(join(backend, path)), { recursive: true });
  await writeFile(join(backend, path), JSON.stringify(content));
};
const owner = {
  user: "ana",
  host: "ci-7",
  machine: "another machine",
  pid: 4711,
  process: "1",
  command: "deploy of network",
  startedAt: "2026-11-20T09:00:00.000Z",
};
const lease = () => put(".strata/locks/threa-prod/3.json", { id: "3-0b5e1f0e", owner });
const stackLock = (pid: number) =>
  put(".pulumi/locks/organization/data/threa-prod/6f1c.json", {
    pid,
    username: "bo",
    hostname: hostname(),
    timestamp: "2026-11-20T09:30:00Z",
  });

describe("strata lock status", () => {
  it("says that nobody holds an environment", async () => {
    expect(await strata("lock", "status", "threa-prod")).toMatchObject({ code: 0, out: "nobody holds threa-prod\n" });
  });

  it("shows our lock and the engine's own, with their owners and ids", async () => {
    await lease();
    await stackLock(0x7fffffff);
    const { code, out } = await strata("lock", "status", "threa-prod");
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      expect.stringMatching(/^threa-prod is held: deploy of network by ana on ci-7, pid 4711, since /),
      "  it is on another machine, and the next run takes over once it gives no sign of life; its id is 3-0b5e1f0e",
      expect.stringMatching(/^the stack data is held: pulumi of bo on .*, pid 2147483647, since /),
      "  it is gone, and the next run takes over; its id is 6f1c",
      "",
    ]);
  });

  it("prints the same as JSON", async () => {
    await lease();
    const { out } = await strata("lock", "status", "threa-prod", "--json");
    expect(JSON.parse(out)).toEqual({
      environment: "threa-prod",
      place: join(backend, ".strata/locks/threa-prod"),
      lease: { number: 3, id: "3-0b5e1f0e", owner, beat: 0, released: false, sight: "elsewhere" },
      stacks: [],
    });
  });

  it("says so where the backend keeps its locks to itself", async () => {
    vi.stubEnv("PULUMI_BACKEND_URL", "https://api.pulumi.com");
    expect(await strata("lock", "status", "threa-prod")).toMatchObject({
      code: 2,
      err: expect.stringContaining("LOCK_UNAVAILABLE"),
    });
  });
});

describe("strata lock release", () => {
  it("takes away what it is told to, and nothing else", async () => {
    await lease();
    await stackLock(0x7fffffff);
    expect(await strata("lock", "release", "threa-prod", "--id", "3-0b5e1f0e")).toMatchObject({
      code: 0,
      out: "released the lock of threa-prod: 3-0b5e1f0e\n",
    });
    expect(await strata("lock", "release", "threa-prod", "--id", "6f1c")).toMatchObject({
      code: 0,
      out: "released the engine's lock on data: 6f1c\n",
    });
    expect(await strata("lock", "status", "threa-prod")).toMatchObject({ out: "nobody holds threa-prod\n" });
  });

  it("needs the id, and one that is there", async () => {
    await lease();
    expect(await strata("lock", "release", "threa-prod")).toMatchObject({ code: 2 });
    expect(await strata("lock", "release", "threa-prod", "--id", "2-gone")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no lock 2-gone: there are 3-0b5e1f0e\n +next: strata lock status threa-prod/),
    });
  });
});
