import type { LayerName } from "@strata/shared-config";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { put } from "../workspace.ts";
import { deployed, SETTINGS } from "./deployed.ts";
import type { rememberingEngine } from "./remembering-engine.ts";

beforeEach(() => {
  for (const name of ["STRATA_REHEARSAL", "PULUMI_BACKEND_URL", "PULUMI_DEBUG_PROVIDERS"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

describe("a second deploy", () => {
  it("runs nothing, says so of every layer, and knows what is in it", async () => {
    const { roll, why } = await deployed();
    const { record, events, ran } = await roll();
    expect(ran).toEqual([]);
    expect(record).toMatchObject({ status: "succeeded", exitCode: 0 });
    const same = {
      status: "unchanged",
      reason: expect.stringContaining("as at its last deploy, 2026-11-20T"),
      resources: 2,
    };
    expect(record.layers).toMatchObject(Array(4).fill(same));
    expect(record.layers[1]?.outputs).toEqual({ id: "cluster" });
    expect(events.map(({ code }) => code)).not.toContain("layer-started");
    expect(await why()).toEqual({ network: [], cluster: [], data: [], services: [] });
  });

  it("runs all of it without the cutoff, and remembers that for the next one", async () => {
    const { roll } = await deployed();
    expect((await roll({ cutoff: false })).ran).toHaveLength(4);
    expect((await roll()).ran).toEqual([]);
  });

  it("runs the layer whose program changed, and its dependents only where its outputs changed", async () => {
    const { root, engine, roll, why } = await deployed();
    await put(root, "stacks/data/src/size.ts", "export const size = 1;\n");
    expect(await why()).toEqual({
      network: [],
      cluster: [],
      data: ["stacks/data/src/size.ts added"],
      services: ["data would change first"],
    });
    expect((await roll()).statuses).toEqual([
      "network unchanged",
      "cluster unchanged",
      "data succeeded",
      "services unchanged",
    ]);
    await put(root, "stacks/data/src/size.ts", "export const size = 2;\n");
    engine.outputs.set("data", "another");
    expect((await roll()).ran).toEqual(["deploy data", "deploy services"]);
  });

  it("does not run a layer that says what it read, and read no output that changed", async () => {
    const { root, engine, roll } = await deployed();
    for (const layer of ["network", "data", "cluster", "services"] as const) engine.reads.set(layer, [[], [layer]]);
    await roll({ cutoff: false });
    await put(root, "stacks/data/src/size.ts", "export const size = 1;\n");
    engine.outputs.set("data", "another");
    expect((await roll()).ran).toEqual(["deploy data"]);
  });

  it("runs the layers that read a setting which changed, and none for a comment", async () => {
    const { root, engine, roll, why } = await deployed();
    for (const layer of ["network", "data", "cluster", "services"] as const)
      engine.reads.set(layer, [[], [layer], ["name"]]);
    engine.reads.set("cluster", [[], ["cluster"], ["cluster", "name"]]);
    await roll({ cutoff: false });
    await put(root, SETTINGS, "# as agreed\nproduct: threa\ntier: prod\nobservability: { emails: [a@example.com] }\n");
    expect((await roll()).ran).toEqual([]);
    await put(root, SETTINGS, "product: threa\ntier: prod\ncluster: { name: other }\n");
    expect(await why()).toMatchObject({
      cluster: [expect.stringMatching(/^environments\/threa-prod.yaml cluster.name \S+ → other$/)],
    });
    expect((await roll()).ran).toEqual(["deploy cluster"]);
  });

  it("runs the layer for which this run has another setting, and again for the next without it", async () => {
    const { roll, engine } = await deployed();
    for (const layer of ["network", "data", "cluster", "services"] as const) engine.reads.set(layer, [[], [layer]]);
    engine.reads.set("cluster", [[], ["cluster"], ["cluster", "name"]]);
    await roll({ cutoff: false });
    const config = { "cluster.name": "other" };
    expect((await roll({ config })).ran).toEqual(["deploy cluster"]);
    expect((await roll({ config })).ran).toEqual([]);
    expect((await roll()).ran).toEqual(["deploy cluster"]);
  });

  it.each<[string, (layer: LayerName, engine: ReturnType<typeof rememberingEngine>) => void, string]>([
    ["changed by hand", (layer, { touch }) => touch(layer), "was changed by something else than a deploy of ours"],
    [
      "left in the middle of something",
      (layer, { touch }) => touch(layer, { pending: [{ urn: "u", type: "t", operation: "creating" }] }),
      "has 1 operations that began and never ended",
    ],
    [
      "remembered by nobody",
      (layer, { objects }) => objects.delete(`.strata/layers/threa-prod/${layer}.json`),
      "was last deployed by something that left no record",
    ],
    [
      "remembered in words that nobody can read",
      (layer, { objects }) => objects.set(`.strata/layers/threa-prod/${layer}.json`, '{ "version": 1, "att'),
      "was last deployed by something that left no record",
    ],
  ])("runs a layer that was %s", async (_, happen, reason) => {
    const { engine, roll, why } = await deployed();
    happen("cluster", engine);
    expect(await why()).toMatchObject({ network: [], cluster: [reason], services: ["cluster would change first"] });
    engine.touch("cluster", { pending: [] });
    expect((await roll()).ran).toEqual(["deploy cluster"]);
    expect((await roll()).ran).toEqual([]);
  });

  it("runs a layer that was refreshed, since that wrote its state", async () => {
    const { roll } = await deployed();
    await roll({ operation: "refresh", layers: ["data"] });
    expect((await roll()).ran).toEqual(["deploy data"]);
  });
});

it("never leaves a layer out of a preview, a refresh or a destroy", async () => {
  const { roll } = await deployed();
  for (const operation of ["preview", "refresh", "destroy"] as const) {
    expect((await roll({ operation })).ran).toHaveLength(4);
  }
});

it("forgets a layer that was destroyed, so that it is deployed anew", async () => {
  const { engine, roll, why } = await deployed();
  await roll({ operation: "destroy", layers: ["services"] });
  expect([...engine.objects.keys()]).not.toContain(".strata/layers/threa-prod/services.json");
  expect(await why()).toMatchObject({ services: ["was never deployed"] });
  expect((await roll()).ran).toEqual(["deploy services"]);
});

it("marks a layer before its engine starts, and tells nobody of its settings' secrets", async () => {
  const { root, engine, roll, why } = await deployed();
  await put(
    root,
    "stacks/data/Pulumi.threa-prod.yaml",
    "config:\n  strata:data.postgres.password:\n    secure: v1:cipher\n",
  );
  expect(await why()).toMatchObject({ data: ["its stack's config strata:data.postgres.password added"] });
  expect((await roll()).ran).toEqual(["deploy data"]);
  expect([...engine.objects.values()].join("\n")).not.toContain("v1:cipher");
});
