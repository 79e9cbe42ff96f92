import type { GivenOutputs, LayerOutcome } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { EngineDoor } from "./engine-door.ts";
import { type LayerGraph, upstreamsOf } from "./layer-graph.ts";
import type { PreviewedLayer } from "./plan/make-plan.ts";
import type { RolloutRequest } from "./request.ts";

/** An upstream's outputs, by its name. */
export type Upstreams = ReadonlyMap<LayerName, GivenOutputs>;

/** What the previews of one run have found out, for the previews of their dependents and for the plan. */
export class PlannedLayers {
  readonly #layers = new Map<LayerName, PreviewedLayer>();

  /** Takes what a preview came to. What a deploy does is read from the state. */
  take(layer: LayerName, outcome: LayerOutcome, upstreams: Upstreams, { operation }: RolloutRequest): void {
    if (operation === "preview") this.#layers.set(layer, { outcome, upstreams });
  }

  readonly of = (layer: LayerName): PreviewedLayer | undefined => this.#layers.get(layer);
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
): Promise<Upstreams> {
  const rows = upstreamsOf(graph, layer).map(async (upstream): Promise<[LayerName, GivenOutputs]> => {
    const outcome = planned.of(upstream)?.outcome;
    if (outcome !== undefined) return [upstream, { state: "planned", outputs: outcome.planned ?? outcome.outputs }];
    return [upstream, { state: "deployed", outputs: (await engine.readStack(upstream, environment)).outputs }];
  });
  return new Map(await Promise.all(rows));
}
