import { LAYERS, type LayerName } from "@strata/shared-config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ancestorsOf, type LayerGraph } from "../src/layer-graph.ts";
import { planOrder } from "../src/order.ts";
import { SIX } from "./workspace.ts";

/** A graph from what each layer consumes. */
function graphOf(upstreams: Readonly<Partial<Record<LayerName, readonly LayerName[]>>>): LayerGraph {
  const layers = LAYERS.filter((name) => name in upstreams).sort();
  return {
    root: "/workspace",
    layers: layers.map((name) => ({ name, folder: `stacks/${name}`, manifest: `stacks/${name}/Pulumi.yaml` })),
    edges: layers.flatMap((layer) =>
      (upstreams[layer] ?? []).map((upstream) => ({ layer, upstream, file: `stacks/${layer}/index.ts`, line: 1 })),
    ),
    problems: [],
  };
}

const namesOf = (graph: LayerGraph, layers: readonly LayerName[], direction: "upstreams-first" | "dependents-first") =>
  planOrder(graph, layers, direction).map(({ layer }) => layer);

/** Any graph of the six layers without a cycle: a layer consumes only ones that come before it in a shuffled list. */
const anyGraph = fc
  .tuple(fc.shuffledSubarray([...LAYERS], { minLength: 6 }), fc.infiniteStream(fc.boolean()))
  .map(([names, coins]) =>
    graphOf(Object.fromEntries(names.map((n, i) => [n, names.slice(0, i).filter(() => coins.next().value)]))),
  );
const anyChoice = fc.subarray([...LAYERS]);

describe("the order", () => {
  it("goes from shallow to deep, by name within a depth", () => {
    expect(namesOf(graphOf(SIX), LAYERS, "upstreams-first")).toEqual([
      "network",
      "cluster",
      "data",
      "services",
      "edge",
      "observability",
    ]);
  });

  it("puts every layer after all that it consumes", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const order = namesOf(graph, LAYERS, "upstreams-first");
        for (const { layer, upstream } of graph.edges) {
          expect(order.indexOf(upstream)).toBeLessThan(order.indexOf(layer));
        }
      }),
    );
  });

  it("of a destroy is the exact reverse", () => {
    fc.assert(
      fc.property(anyGraph, anyChoice, (graph, layers) => {
        const deploy = namesOf(graph, layers, "upstreams-first");
        expect(namesOf(graph, layers, "dependents-first")).toEqual(deploy.toReversed());
      }),
    );
  });

  it("does not depend on the order in which layers are named", () => {
    fc.assert(
      fc.property(anyGraph, fc.shuffledSubarray([...LAYERS], { minLength: 6 }), (graph, layers) => {
        expect(planOrder(graph, layers, "upstreams-first")).toEqual(planOrder(graph, LAYERS, "upstreams-first"));
      }),
    );
  });

  it("waits for an ancestor through a layer that takes no part", () => {
    const graph = graphOf({ network: [], data: ["network"], services: ["data"] });
    expect(planOrder(graph, ["services", "network"], "upstreams-first")).toEqual([
      { layer: "network", waitsFor: [] },
      { layer: "services", waitsFor: ["network"] },
    ]);
  });

  it("lets each step wait for exactly the chosen ancestors", () => {
    fc.assert(
      fc.property(anyGraph, anyChoice, (graph, layers) => {
        for (const { layer, waitsFor } of planOrder(graph, layers, "upstreams-first")) {
          expect(new Set(waitsFor)).toEqual(new Set(layers).intersection(ancestorsOf(graph, layer)));
        }
      }),
    );
  });
});

it("refuses a cycle, naming its shortest path", () => {
  const graph = graphOf({ network: ["edge"], data: ["network"], edge: ["data", "network"] });
  expect(() => planOrder(graph, ["network"], "upstreams-first")).toThrow(
    "layers wait for each other: data → network → edge → data",
  );
});
