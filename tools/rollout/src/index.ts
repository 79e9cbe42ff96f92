export type { EngineDoor } from "./engine-door.ts";
export {
  ancestorsOf,
  dependentsOf,
  descendantsOf,
  type LayerGraph,
  type LayerNode,
  type LayerProblem,
  type UpstreamEdge,
  upstreamsOf,
} from "./layer-graph.ts";
export { type Direction, planOrder, type Step } from "./order.ts";
export { isLayerName, readLayers } from "./read-layers.ts";
export { readOutputs } from "./read-outputs.ts";
export type { LayerRecord, RolloutRecord } from "./record.ts";
export type { LayerRunner, RolloutEvent, RolloutHost, RolloutRequest } from "./request.ts";
export { recordFile, runRollout, runsFolder } from "./rollout.ts";
export { type FoundRun, findRun } from "./supervisor/find-run.ts";
export { followRun } from "./supervisor/follow-run.ts";
export { withPresses } from "./supervisor/presses.ts";
export { type Standing, standingOf } from "./supervisor/standing.ts";
export { StopLadder } from "./supervisor/stop-ladder.ts";
export { type SupervisedRollout, superviseRollout } from "./supervisor/supervise-rollout.ts";
export type { Dependencies, LayerTrace, RolloutTrace, TracedResource } from "./trace.ts";
export { readTrace, traceFile } from "./trace-file.ts";
