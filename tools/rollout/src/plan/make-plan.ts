import type { GivenOutputs, LayerOutcome } from "@strata/engine";
import { type LayerName, masked } from "@strata/shared-config";
import { z } from "zod";
import type { RolloutRecord } from "../record.ts";
import type { RolloutRequest } from "../request.ts";
import { PLAN_VERSION, type PlanLayer, type SavedPlan } from "./saved-plan.ts";

/** What is known of one layer of a preview besides its record. */
export interface PreviewedLayer {
  readonly outcome: LayerOutcome;
  readonly upstreams: ReadonlyMap<LayerName, GivenOutputs>;
}

/** The plan that a preview amounts to; undefined where a layer of it was not previewed. */
export function makePlan(
  record: RolloutRecord,
  { config }: RolloutRequest,
  previewed: (layer: LayerName) => PreviewedLayer | undefined,
): SavedPlan | undefined {
  if (record.operation !== "preview" || record.status !== "succeeded") return undefined;
  const { environment, rehearsal, commit, engine, startedAt } = record;
  return {
    version: PLAN_VERSION,
    environment,
    rehearsal,
    commit,
    engine,
    config: { ...config },
    madeAt: startedAt,
    layers: record.layers.map(({ layer }) => layerOf(layer, previewed(layer))),
  };
}

/** A layer that the preview left out, since nothing in it has changed, has nothing to do. */
function layerOf(layer: LayerName, previewed: PreviewedLayer | undefined): PlanLayer {
  if (previewed === undefined) return { layer, steps: [], outputs: {}, consumed: [] };
  const { outcome, upstreams } = previewed;
  return {
    layer,
    steps: (outcome.steps ?? []).map((step) => ({ ...step, properties: toJson(step.properties) })),
    outputs: toJson(outcome.outputs),
    consumed: outcome.consumed.map((read) => {
      const value = upstreams.get(read.upstream)?.outputs[read.output];
      return { ...read, value: toJson({ value }).value ?? null };
    }),
  };
}

const json = z.record(z.string(), z.json());

function toJson(values: Readonly<Record<string, unknown>>) {
  return json.parse(JSON.parse(JSON.stringify(masked(values))));
}
