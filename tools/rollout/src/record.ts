import type { LayerName } from "@strata/shared-config";
import type { z } from "zod";
import type { layerRecordSchema, rolloutRecordSchema } from "./record-schema.ts";

export { RECORD_VERSION } from "./record-schema.ts";

/** What became of one layer in a rollout. Times are ISO 8601 in UTC, durations milliseconds. */
export type LayerRecord = z.infer<typeof layerRecordSchema>;

/** What became of a rollout: written when it starts, after each layer, and when it ends. */
export type RolloutRecord = z.infer<typeof rolloutRecordSchema>;

/**
 * A resource that is in the account and in no stack's state.
 * @public
 */
export type Orphan = RolloutRecord["orphans"][number];

/** A resource that a run deletes, or would delete, and that nothing brings back. */
export type Loss = LayerRecord["losses"][number];

/** A layer's record before it starts. */
export function waitingLayer(layer: LayerName): LayerRecord {
  return {
    layer,
    status: "waiting",
    reason: null,
    cause: null,
    error: null,
    changes: { create: 0, update: 0, replace: 0, delete: 0, same: 0 },
    resources: 0,
    startedAt: null,
    finishedAt: null,
    durationMs: 0,
    outputs: {},
    consumed: [],
    losses: [],
    diagnostics: [],
    notes: [],
  };
}
