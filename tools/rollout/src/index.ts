export { type Break, contractBroken } from "./contracts/broken-error.ts";
export { type ContractComparison, compareCommits } from "./contracts/compare-commits.ts";
export { type ConsumerRow, listConsumers } from "./contracts/list-consumers.ts";
export { checkDrift, type DriftHost, type DriftRequest } from "./drift/check-drift.ts";
export { driftCsv, valueText } from "./drift/drift-csv.ts";
export type { DriftReport, DriftRow, LayerDrift, MovedRow } from "./drift/drift-report.ts";
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
export { recordCsv } from "./record-csv.ts";
export { recordJsonSchema } from "./record-schema.ts";
export type { LayerRunner, RolloutEvent, RolloutHost, RolloutRequest } from "./request.ts";
export { recordFile, runRollout, runsFolder } from "./rollout.ts";
export { recordText } from "./run-folder.ts";
export { findRecord } from "./runs/find-record.ts";
export { runningRun, runningText } from "./runs/running.ts";
export type { EnvironmentStatus, LastRun, LayerStatus } from "./status/environment-status.ts";
export { readStatus } from "./status/read-status.ts";
export type { Dependencies, LayerTrace, RolloutTrace, TracedResource } from "./trace.ts";
export { readTrace, traceFile } from "./trace-file.ts";
