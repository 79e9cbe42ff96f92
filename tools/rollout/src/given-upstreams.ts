import type { GivenOutputs, LayerOutcome } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { EngineDoor } from "./engine-door.ts";
import { type LayerGraph, upstreamsOf } from "./layer-graph.ts";
import type { RolloutRequest } from "./request.ts";

/** What the previews of one run have found out about outputs, for the previews of their dependents. */
export class PlannedLayers {
  readonly #outputs = new Map<LayerName, Readonly<Record<string, unknown>>>();

  /** Takes what a preview came to. What is done by a deploy is read from the state. */
  take(layer: LayerName, outcome: LayerOutcome, { operation }: RolloutRequest): void {
    if (operation === "preview") this.#outputs.set(layer, outcome.planned ?? outcome.outputs);
  }

  of(layer: LayerName): Readonly<Record<string, unknown>> | undefined {
    return this.#outputs.get(layer);
  }
}

/**
 * The outputs that a layer's program is to read: those that the same preview has planned, and of any other upstream those
 * that its last deploy left. Reading them takes no key, so a secret that is deployed is not among them.
 */
export async function givenUpstreams(
  layer: LayerName,
  graph: LayerGraph,
  planned: PlannedLayers,
  engine: EngineDoor,
  { environment }: RolloutRequest,
): Promise<ReadonlyMap<LayerName, GivenOutputs>> {
  const rows = upstreamsOf(graph, layer).map(async (upstream): Promise<[LayerName, GivenOutputs]> => {
    const outputs = planned.of(upstream);
    if (outputs !== undefined) return [upstream, { state: "planned", outputs }];
    return [upstream, { state: "deployed", outputs: (await engine.readStack(upstream, environment)).outputs }];
  });
  return new Map(await Promise.all(rows));
}
