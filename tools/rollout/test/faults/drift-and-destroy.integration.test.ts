import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { driftResource, readAccount } from "@strata/rehearsal";
import { findRoot, listEnvironments } from "@strata/shared-config";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount, type SimulatedAccount } from "./simulated-account.ts";

const THREA = "threa-prod";
const LAYERS = ["network", "data"] as const;

let account: SimulatedAccount;

beforeAll(async () => {
  account = await openAccount();
  const { record } = await account.roll(THREA, "deploy", LAYERS);
  expect(record.status).toBe("succeeded");
});

afterAll(() => account.close());

const stateOf = (layer: string) =>
  readFileSync(join(account.world.state, `.pulumi/stacks/${layer}/${THREA}.json`), "utf8");

describe("drift", () => {
  it("F34 finds what was changed and deleted out of band, changes nothing, and goes with a refresh and a deploy", async () => {
    expect(await account.drift(THREA, ["data"])).toMatchObject({ status: "none", layers: [{ rows: [], moved: [] }] });
    const changed = {
      environment: THREA,
      resource: "aws:rds/instance:Instance",
      set: { instanceClass: "db.t4g.large" },
    };
    await driftResource(account.world, changed);
    await driftResource(account.world, { environment: THREA, resource: "aws:elasticache/cluster:Cluster", set: {} });
    const before = stateOf("data");

    const report = await account.drift(THREA, ["data"]);
    expect(report.status).toBe("drift");
    expect(report.layers[0]?.rows).toMatchObject([
      { name: "postgres", change: "changed", property: "instanceClass", state: "db.t4g.micro", real: "db.t4g.large" },
      { type: "aws:elasticache/cluster:Cluster", change: "deleted", property: null },
    ]);
    expect(stateOf("data")).toBe(before);

    await account.roll(THREA, "refresh", ["data"]);
    const { record } = await account.roll(THREA, "deploy", ["data"]);
    expect(record.layers).toMatchObject([{ status: "succeeded", changes: { create: 1, update: 1, replace: 0 } }]);
    expect(await account.drift(THREA, ["data"])).toMatchObject({ status: "none" });
  });

  it("F35 leaves out a stack at which an engine works, and says who", async () => {
    const lock = join(account.world.state, `.pulumi/locks/organization/data/${THREA}/9f1c.json`);
    await mkdir(dirname(lock), { recursive: true });
    await writeFile(lock, '{"pid":7,"username":"ada","hostname":"build-1","timestamp":"2026-11-20T12:00:00Z"}');
    try {
      const { status, layers } = await account.drift(THREA, ["data"]);
      expect(status).toBe("skipped");
      expect(layers[0]?.reason).toBe(
        "data is locked by pulumi of ada on build-1, pid 7, since 2026-11-20T12:00:00Z by its clock",
      );
    } finally {
      await rm(lock);
    }
  });
});

describe("a destroy", () => {
  it("F31 is refused under deployed dependents, names them, and deletes nothing", async () => {
    const before = readAccount(account.world.account).length;
    await expect(account.roll(THREA, "destroy", ["network"])).rejects.toMatchObject({
      code: "DEPENDENTS_DEPLOYED",
      message: "network of threa-prod carries data, still deployed: destroying it would break them",
      hint: "nx run-many -t destroy -p data,network -c threa-prod",
    });
    expect(readAccount(account.world.account)).toHaveLength(before);
  });

  it("names in its preview, before the first layer starts, what nothing brings back, and deletes nothing", async () => {
    const before = readAccount(account.world.account).length;
    const { record, events } = await account.roll(THREA, "preview-destroy", ["data"]);
    expect(record.layers.map(({ layer, status }) => `${layer} ${status}`)).toEqual(["data succeeded"]);
    expect(record.layers[0]?.losses).toContainEqual(
      expect.objectContaining({
        name: "postgres",
        deed: "delete",
        loses: expect.stringContaining("skipFinalSnapshot"),
      }),
    );
    const codes = events.map(({ code }) => code);
    expect(codes.lastIndexOf("permanent-loss")).toBeLessThan(codes.indexOf("layer-started"));
    expect(readAccount(account.world.account)).toHaveLength(before);
  });

  it("F32 a replacement of a protected store is refused at the preview, and the way to it is told", async () => {
    const guard = { "data.postgres.deletionProtection": "true" };
    await account.roll(THREA, "deploy", ["data"], guard);
    // The name of the first database is decided when the instance is made.
    const { record } = await account.roll(THREA, "preview", ["data"], { ...guard, "data.postgres.database": "other" });
    expect(record).toMatchObject({
      exitCode: 1,
      layers: [{ status: "failed", error: { code: "RESOURCE_PROTECTED" } }],
    });
    expect(record.layers[0]?.error?.hint).toContain("data.unprotected: true");
  });
});

const repository = findRoot(import.meta.dirname) ?? "";
const all = process.env.STRATA_FAULTS === "long";

it.each(all ? listEnvironments(repository) : ["suna-dev"])(
  "finds no drift in %s after its deploy",
  async (environment) => {
    const other = await openAccount();
    try {
      const layers = all ? "all" : (["network"] as const);
      const { record } = await other.roll(environment, "deploy", layers);
      expect(record.status).toBe("succeeded");
      const report = await other.drift(environment, layers);
      expect(report.layers.flatMap(({ rows, moved }) => [...rows, ...moved])).toEqual([]);
      expect(report.status).toBe("none");
    } finally {
      await other.close();
    }
  },
);
