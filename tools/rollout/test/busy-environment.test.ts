import { join } from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { busyEnvironment } from "../src/drift/busy-environment.ts";
import { openFileTable } from "../src/lock/file-table.ts";
import { thisOwner } from "../src/lock/owner.ts";
import { makeWorkspace, SIX } from "./workspace.ts";

beforeEach(() => () => vi.unstubAllEnvs());

it("is busy while a living owner holds its lock, and no more once that is gone or has let go", async () => {
  const root = await makeWorkspace(SIX);
  const state = join(root, "state");
  vi.stubEnv("PULUMI_BACKEND_URL", `file://${state}`);
  const look = () => busyEnvironment({ root, environment: "threa-prod", folder: join(root, ".strata") });
  expect(await look()).toBeUndefined();

  const table = openFileTable(join(state, ".strata", "locks", "threa-prod"));
  const owner = thisOwner("deploy of all layers", new Date("2026-11-20T12:00:00Z"));
  await table.take({ number: 1, id: "1-aa", owner }, undefined);
  expect(await look()).toMatch(/^threa-prod is locked: deploy of all layers by /);
  await table.release({ number: 1, id: "1-aa" });
  expect(await look()).toBeUndefined();

  const dead = { ...owner, process: "1" };
  await table.take({ number: 2, id: "2-bb", owner: dead }, await table.read());
  expect(await look()).toBeUndefined();
});
