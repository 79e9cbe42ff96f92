import { expect, it } from "vitest";
import { upstreamsOf } from "../src/layer-graph.ts";
import { readLayers } from "../src/read-layers.ts";
import { makeWorkspace, put, SIX } from "./workspace.ts";

const problemsOf = async (root: string) =>
  (await readLayers(root)).problems.map(({ layer, error }) => `${layer} ${error.code} ${error.message}`);

it("finds every layer and every edge with its file and line", async () => {
  const graph = await readLayers(await makeWorkspace(SIX));
  expect(graph.problems).toEqual([]);
  expect(graph.layers.map(({ name }) => name)).toEqual(Object.keys(SIX).sort());
  expect(graph.layers[0]).toEqual({
    name: "cluster",
    folder: "stacks/cluster",
    manifest: "stacks/cluster/Pulumi.yaml",
  });
  expect(graph.edges.filter(({ layer }) => layer === "edge")).toEqual([
    { layer: "edge", upstream: "cluster", file: "stacks/edge/index.ts", line: 2 },
    { layer: "edge", upstream: "services", file: "stacks/edge/index.ts", line: 3 },
  ]);
});

it("loses the edge when the literal is taken out, with nothing else edited", async () => {
  const root = await makeWorkspace(SIX);
  await put(root, "stacks/services/index.ts", 'await layer.upstream("network");\nawait layer.upstream("cluster");\n');
  expect(upstreamsOf(await readLayers(root), "services")).toEqual(["cluster", "network"]);
});

it("reads every source file of a layer, but no test and no installed package", async () => {
  const root = await makeWorkspace(
    { network: [], data: [], services: [] },
    {
      "stacks/services/src/task.ts": 'export const t = (layer) => layer.upstream("data");',
      "stacks/services/src/task.test.ts": 'layer.upstream("network");',
      "stacks/services/test/upstreams.ts": 'layer.upstream("network");',
      "stacks/services/node_modules/x/index.ts": 'layer.upstream("network");',
    },
  );
  const graph = await readLayers(root);
  expect(graph.edges).toEqual([{ layer: "services", upstream: "data", file: "stacks/services/src/task.ts", line: 1 }]);
});

it("names a broken Pulumi.yaml, and keeps the layer, its edges and the others", async () => {
  const root = await makeWorkspace(SIX, { "stacks/edge/Pulumi.yaml": "name: edge\n  runtime: [\n" });
  const graph = await readLayers(root);
  expect(graph.problems.map(({ layer, file }) => [layer, file])).toEqual([["edge", "stacks/edge/Pulumi.yaml"]]);
  expect(graph.problems[0]?.error.message).toMatch(/stacks\/edge\/Pulumi.yaml is not valid YAML/);
  expect(graph.layers).toHaveLength(6);
  expect(upstreamsOf(graph, "edge")).toEqual(["cluster", "services"]);
});

it("refuses a project name that is not its folder's, since stacks are found by it", async () => {
  const root = await makeWorkspace({ network: [] }, { "stacks/network/Pulumi.yaml": "name: net\n" });
  expect(await problemsOf(root)).toEqual([
    'network LAYER_FILE_INVALID stacks/network/Pulumi.yaml has the name "net", and must have its folder\'s: network',
  ]);
});

it("gives the nearest name for an unknown upstream", async () => {
  const root = await makeWorkspace({ network: [], data: ["netwrok"] });
  expect(await problemsOf(root)).toEqual([
    'data LAYER_UNKNOWN stacks/data/index.ts:2 has upstream("netwrok"), which is not a layer; did you mean network?',
  ]);
});

it("names an upstream whose folder is gone, and keeps the edge", async () => {
  const root = await makeWorkspace({ services: ["data"] });
  expect(await problemsOf(root)).toEqual([
    'services LAYER_UNKNOWN stacks/services/index.ts:2 has upstream("data"), and there is no stacks/data/Pulumi.yaml',
  ]);
  expect(upstreamsOf(await readLayers(root), "services")).toEqual(["data"]);
});

it("names a file that cannot be parsed and an argument that is no literal", async () => {
  const root = await makeWorkspace(
    { network: [], data: [], cluster: [] },
    { "stacks/data/index.ts": "layer.upstream(\n", "stacks/cluster/index.ts": "layer.upstream(name)" },
  );
  expect((await readLayers(root)).problems.map(({ layer, error }) => [layer, error.code])).toEqual([
    ["cluster", "LAYER_FILE_INVALID"],
    ["data", "LAYER_FILE_INVALID"],
  ]);
});

it("names the path of a cycle", async () => {
  const root = await makeWorkspace({ network: [], data: ["network", "services"], services: ["data"] });
  expect(await problemsOf(root)).toEqual(["data LAYER_CYCLE layers wait for each other: data → services → data"]);
});

it("names a folder that is no layer", async () => {
  const root = await makeWorkspace({ network: [], clutser: [] });
  const graph = await readLayers(root);
  expect(graph.layers.map(({ name }) => name)).toEqual(["network"]);
  expect(graph.problems[0]?.error.message).toBe(
    "the folder of stacks/clutser/Pulumi.yaml is not a layer; did you mean cluster?",
  );
});
