import { rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { put } from "../workspace.ts";
import { deployed } from "./deployed.ts";

/** What a deploy says that ran nothing but data. */
const DATA_ALONE = ["network unchanged", "cluster unchanged", "data succeeded", "services unchanged"];

beforeEach(() => {
  for (const name of ["STRATA_REHEARSAL", "PULUMI_BACKEND_URL", "PULUMI_DEBUG_PROVIDERS"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

describe("after a failed deploy of an upstream", () => {
  it("its dependents wait in every later run, and are told what for", async () => {
    const { root, engine, roll, why } = await deployed();
    await put(root, "stacks/data/src/a.ts", "");
    engine.failing.add("data");
    expect((await roll({ layers: ["data"] })).statuses).toEqual(["data failed"]);

    const { record, ran } = await roll({ layers: ["services", "cluster"] });
    expect(ran).toEqual([]);
    expect(record.exitCode).toBe(1);
    expect(record.layers).toMatchObject([
      { layer: "cluster", status: "unchanged" },
      {
        layer: "services",
        status: "failed",
        reason: expect.stringMatching(/^services waits: data, which it consumes, had its last deploy fail at 2026-/),
        error: { code: "UPSTREAM_NOT_DEPLOYED", hint: "nx deploy data -c threa-prod" },
      },
    ]);
    expect(await why()).toMatchObject({
      data: [expect.stringContaining("had its last deploy fail at"), "stacks/data/src/a.ts added"],
    });
  });

  it("the next success of the upstream frees them", async () => {
    const { root, engine, roll } = await deployed();
    await put(root, "stacks/data/src/a.ts", "");
    engine.failing.add("data");
    await roll();
    engine.failing.delete("data");
    expect((await roll()).statuses).toEqual(DATA_ALONE);
  });

  it("it runs again though its files are as at its last success: nobody knows how far it came", async () => {
    const { root, engine, roll } = await deployed();
    await put(root, "stacks/data/src/a.ts", "");
    engine.failing.add("data");
    await roll();
    await rm(join(root, "stacks/data/src/a.ts"));
    engine.failing.delete("data");
    expect((await roll()).ran).toEqual(["deploy data"]);
  });
});

it("makes the dependents of a run that died wait, as of one that failed", async () => {
  const { engine, roll } = await deployed();
  const key = ".strata/layers/threa-prod/data.json";
  const attempt = { operation: "deploy", status: "running", run: "another", at: "2026-11-20T11:00:00.000Z" };
  engine.objects.set(key, JSON.stringify({ ...JSON.parse(engine.objects.get(key) ?? ""), attempt }));
  const { record } = await roll({ layers: ["services"] });
  expect(record.layers[0]?.reason).toContain(
    "data, which it consumes, has a deploy from 2026-11-20T11:00:00.000Z without an end",
  );
  expect((await roll()).statuses).toEqual(DATA_ALONE);
});

it("makes the dependents of a stack wait that has operations without an end", async () => {
  const { engine, roll } = await deployed();
  engine.touch("data", { pending: [{ urn: "u", type: "t", operation: "creating" }] });
  const { record, ran } = await roll({ layers: ["services"] });
  expect(ran).toEqual([]);
  expect(record.layers[0]?.reason).toContain("data, which it consumes, has 1 operations without an end");
});

it("makes the dependents of a stack wait whose last update by hand failed", async () => {
  const { engine, roll } = await deployed();
  const history = (at: number, entry: object) =>
    engine.objects.set(`.pulumi/history/data/threa-prod/threa-prod-${at}.history.json`, JSON.stringify(entry));
  engine.touch("data");
  history(1, { kind: "update", result: "succeeded" });
  expect((await roll({ layers: ["services"] })).statuses).toEqual(["services unchanged"]);
  history(2, { kind: "update", result: "failed" });
  history(3, { kind: "refresh", result: "succeeded" });
  const { record } = await roll({ layers: ["services"] });
  expect(record.layers[0]?.reason).toContain(
    "data, which it consumes, had its last update fail, made by something else",
  );
});
