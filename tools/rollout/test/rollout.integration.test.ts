import { beforeEach, expect, it, vi } from "vitest";
import { readOutputs } from "../src/read-outputs.ts";
import { runRollout } from "../src/rollout.ts";
import { makeEngineWorkspace, type TinyLayer } from "./engine-workspace.ts";
import { recordingHost } from "./recording-host.ts";

const FOUR: Readonly<Record<string, TinyLayer>> = {
  network: { upstreams: [] },
  data: { upstreams: ["network"] },
  cluster: { upstreams: ["network"] },
  services: { upstreams: ["data", "cluster"] },
};

beforeEach(() => () => vi.unstubAllEnvs());

const enter = async (layers: Readonly<Record<string, TinyLayer>>) => {
  const { root, variables } = await makeEngineWorkspace(layers);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { host, events } = recordingHost();
  const run = (operation: "deploy" | "destroy" | "preview" | "refresh") =>
    runRollout({ root, environment: "threa-prod", operation, layers: "all", config: {}, cutoff: false }, host);
  return { root, run, events };
};

it("deploys on the real engine, changes nothing the second time, and destroys in reverse", async () => {
  const { root, run, events } = await enter(FOUR);
  const first = await run("deploy");
  expect(first.layers.map(({ layer, status, reason }) => [layer, status, reason])).toEqual([
    ["network", "succeeded", null],
    ["cluster", "succeeded", null],
    ["data", "succeeded", null],
    ["services", "succeeded", null],
  ]);
  expect(first.layers[3]?.outputs).toEqual({ name: "services", below: ["data", "cluster"] });
  expect(first.layers[3]).toMatchObject({ resources: 1, changes: { create: 1 } });
  const resources = events.filter(({ code }) => code === "resource");
  expect(resources).toContainEqual({
    code: "resource",
    data: expect.objectContaining({ layer: "data", type: "fixture:index:Part", step: "create", phase: "finished" }),
  });
  expect(await readOutputs(root, "services", "threa-prod")).toEqual({ name: "services", below: ["data", "cluster"] });

  const second = await run("deploy");
  expect(second.layers.map(({ changes }) => ({ ...changes, same: 0 }))).toEqual(
    Array(4).fill({ create: 0, update: 0, replace: 0, delete: 0, same: 0 }),
  );
  expect((await run("preview")).status).toBe("succeeded");
  expect((await run("refresh")).status).toBe("succeeded");

  const last = await run("destroy");
  expect(last.layers.map(({ layer, status }) => `${layer} ${status}`)).toEqual([
    "services succeeded",
    "data succeeded",
    "cluster succeeded",
    "network succeeded",
  ]);
  await expect(readOutputs(root, "services", "threa-prod")).rejects.toMatchObject({ code: "LAYER_NOT_DEPLOYED" });
});

it("keeps a program's failure to its layer and those that wait for it", async () => {
  const { run } = await enter({
    ...FOUR,
    data: { upstreams: ["network"], body: 'throw new RangeError("no such size");' },
  });
  const record = await run("deploy");
  expect(record.layers.map(({ layer, status }) => `${layer} ${status}`)).toEqual([
    "network succeeded",
    "cluster succeeded",
    "data failed",
    "services skipped",
  ]);
  expect(record.layers[2]?.reason).toContain("no such size");
  expect(record.layers[3]?.reason).toBe("data failed");
});
