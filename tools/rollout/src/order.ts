/*
 * The order of a rollout.
 *
 * A layer's depth is the length of the longest chain of upstreams below it: a layer that consumes nothing has depth 0,
 * and any other is one deeper than the deepest layer it consumes. Deploy, preview and refresh go from shallow to deep.
 * Same depth: by name. Destroy is the exact reverse of that list, its tie-break too.
 *
 * The list is what a run with one layer at a time does. With more, a layer starts as soon as every layer of the rollout
 * that it waits for has succeeded, and of those that may start, the one that is first in the list starts first.
 * It waits for all of its ancestors (destroy: descendants), also through a layer that is not in the rollout.
 */
import type { Operation } from "@strata/engine";
import { type LayerName, StrataError } from "@strata/shared-config";
import { dependentsByLayer, type Edges, type Neighbours, reach, upstreamsByLayer } from "./layer-graph.ts";

/** Which way a rollout walks the graph: upstreams first, or dependents first. */
export type Direction = "upstreams-first" | "dependents-first";

/** Whether an operation deletes layers, or shows how it would: it walks from the dependents down. */
export function isDestroy(operation: Operation): boolean {
  return operation === "destroy" || operation === "preview-destroy";
}

/** A layer of a rollout, and the layers of the same rollout that must have succeeded before it starts. */
export interface Step<Name extends string = LayerName> {
  readonly layer: Name;
  readonly waitsFor: readonly Name[];
}

/**
 * The steps of a rollout over `layers`, in order. Throws LAYER_CYCLE when layers wait for each other.
 */
export function planOrder<Name extends string>(
  graph: Edges<Name>,
  layers: readonly Name[],
  direction: Direction,
): readonly Step<Name>[] {
  const cycle = findCycle(graph);
  if (cycle !== undefined) throw cycleError(cycle);

  const upstreams = upstreamsByLayer(graph);
  const depths = new Map<Name, number>();
  const depthOf = (layer: Name): number => {
    const known = depths.get(layer);
    if (known !== undefined) return known;
    const below = upstreams.get(layer) ?? [];
    const depth = below.reduce((deepest, upstream) => Math.max(deepest, depthOf(upstream) + 1), 0);
    depths.set(layer, depth);
    return depth;
  };

  const chosen = [...new Set(layers)].sort((a, b) => depthOf(a) - depthOf(b) || compareNames(a, b));
  if (direction === "dependents-first") chosen.reverse();
  const before = direction === "upstreams-first" ? upstreams : dependentsByLayer(graph);
  return chosen.map((layer) => {
    const reached = reach(before, layer);
    return { layer, waitsFor: chosen.filter((other) => reached.has(other)) };
  });
}

/** A chain of layers that leads back to its first one, `["data", "services", "data"]`; the first by name, if any. */
export function findCycle<Name extends string>(graph: Edges<Name>): readonly Name[] | undefined {
  const upstreams = upstreamsByLayer(graph);
  const start = graph.layers.map(({ name }) => name).find((name) => reach(upstreams, name).has(name));
  return start === undefined ? undefined : shortestWayBack(upstreams, start);
}

/** The error that names a cycle's path, as an arrow from each layer to the one that it consumes. */
export function cycleError(cycle: readonly string[]): StrataError {
  return new StrataError("LAYER_CYCLE", `layers wait for each other: ${cycle.join(" → ")}`, {
    hint: `take one of these upstream("…") calls out of stacks/${cycle[0]}`,
    fault: "user",
  });
}

function shortestWayBack<Name extends string>(upstreams: Neighbours<Name>, start: Name): readonly Name[] {
  const paths: (readonly Name[])[] = [[start]];
  const seen = new Set<Name>();
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    const last = path.at(-1) ?? start;
    for (const upstream of upstreams.get(last) ?? []) {
      if (upstream === start) return [...path, start];
      if (!seen.has(upstream)) paths.push([...path, upstream]);
      seen.add(upstream);
    }
  }
  return [start];
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
