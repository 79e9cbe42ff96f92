export { checkCloudflareToken } from "./cloudflare.ts";
export { defineLayer, type Layer, type LayerOutputs } from "./define-layer.ts";
export { type ConsumedOutput, type GivenOutputs, type ProgramCarrier, withUpstreams } from "./given-upstreams.ts";
export { inHook } from "./in-hook.ts";
export { member, members } from "./members.ts";
export { isRehearsal } from "./rehearsal.ts";
export { present, required } from "./required.ts";
export type { SecretPath } from "./secret-paths.ts";
export type { Upstream, UpstreamOutputs } from "./upstream.ts";
