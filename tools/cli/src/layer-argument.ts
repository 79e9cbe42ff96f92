import { didYouMean, LAYERS, type LayerName, StrataError } from "@strata/shared-config";

/** The layer that an argument names. Throws LAYER_UNKNOWN, with the nearest name. */
export function requireLayer(name: string): LayerName {
  const layer = LAYERS.find((known) => known === name);
  if (layer !== undefined) return layer;
  throw new StrataError("LAYER_UNKNOWN", `there is no layer ${name}${didYouMean(name, LAYERS)}`, {
    hint: `the layers are ${LAYERS.join(", ")}`,
    fault: "user",
  });
}
