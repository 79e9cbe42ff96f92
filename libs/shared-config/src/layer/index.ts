export { defineLayer, type Layer, type LayerOutputs } from "./define-layer.ts";
export { isRehearsal } from "./rehearsal.ts";
export { present, required } from "./required.ts";
export type { UpstreamOutputs } from "./upstream.ts";
