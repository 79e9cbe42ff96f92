import type { ChangeCounts, ConsumedOutput } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { LayerRecord, RolloutRecord } from "./record.ts";

/** A preview over several layers in one view. */
export interface PreviewSummary {
  readonly environment: string;
  /** In the order of the rollout. */
  readonly layers: readonly Pick<LayerRecord, "layer" | "status" | "changes">[];
  readonly total: ChangeCounts;
  /** Each output that a program read, and whose it is. */
  readonly consumed: readonly (ConsumedOutput & { readonly layer: LayerName })[];
}

/** Adds up a preview. */
export function summarisePreview({ environment, layers }: RolloutRecord): PreviewSummary {
  const sum = (kind: keyof ChangeCounts) => layers.reduce((total, { changes }) => total + changes[kind], 0);
  return {
    environment,
    layers: layers.map(({ layer, status, changes }) => ({ layer, status, changes })),
    total: {
      create: sum("create"),
      update: sum("update"),
      replace: sum("replace"),
      delete: sum("delete"),
      same: sum("same"),
    },
    consumed: layers.flatMap(({ layer, consumed }) => consumed.map((read) => ({ ...read, layer }))),
  };
}
