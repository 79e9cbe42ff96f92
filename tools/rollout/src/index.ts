export { type Caller, checkCaller, expiryWarning } from "./caller/caller.ts";
export { readCaller } from "./caller/read-caller.ts";
export { type Break, contractBroken } from "./contracts/broken-error.ts";
export { type ContractComparison, compareCommits } from "./contracts/compare-commits.ts";
export { type ConsumerRow, listConsumers } from "./contracts/list-consumers.ts";
export { type Base, findBase } from "./cutoff/base.ts";
export { explainLayers, type LayerWhy, type Reason } from "./cutoff/why.ts";
export { busyEnvironment } from "./drift/busy-environment.ts";
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
export { freeStack, stackHolderText } from "./lock/free-stack.ts";
export type { Lease } from "./lock/lease.ts";
export { LOCK_TABLE_SHAPE } from "./lock/lock-table-shape.ts";
export { holderText } from "./lock/owner-text.ts";
export { type EnvironmentLocks, readLocks } from "./lock/read-locks.ts";
export { releaseLock } from "./lock/release-lock.ts";
export { underLease } from "./lock/under-lease.ts";
export { type Direction, planOrder, type Step } from "./order.ts";
export { planFile, readPlan, writePlan } from "./plan/plan-file.ts";
export type { PlanLayer, PlanStep, SavedPlan } from "./plan/saved-plan.ts";
export { type PreviewSummary, summarisePreview } from "./preview-summary.ts";
export { isLayerName, readLayers } from "./read-layers.ts";
export { readOutputs } from "./read-outputs.ts";
export { readShownOutputs } from "./read-shown-outputs.ts";
export type { LayerRecord, Orphan, RolloutRecord } from "./record.ts";
export { recordCsv } from "./record-csv.ts";
export { recordJsonSchema } from "./record-schema.ts";
export { examineState, type Finding, removeLeftovers } from "./recovery/examine-state.ts";
export { requireStore, sweepEnvironment } from "./recovery/open-state.ts";
export { restoreState } from "./recovery/restore-state.ts";
export { type StateCopy, stateCopies } from "./recovery/state-copies.ts";
export { orphanLines } from "./recovery/sweep-run.ts";
export type { LayerRunner, RolloutEvent, RolloutHost, RolloutRequest } from "./request.ts";
export { recordFile, runRollout, runsFolder } from "./rollout.ts";
export { recordText } from "./run-folder.ts";
export { findRecord } from "./runs/find-record.ts";
export { parseSettings } from "./settings.ts";
export type { EnvironmentStatus, LastRun, LayerStatus } from "./status/environment-status.ts";
export { readStatus } from "./status/read-status.ts";
export { type FoundRun, findRun } from "./supervisor/find-run.ts";
export { followRun } from "./supervisor/follow-run.ts";
export { withPresses } from "./supervisor/presses.ts";
export { type Standing, standingOf } from "./supervisor/standing.ts";
export { StopLadder } from "./supervisor/stop-ladder.ts";
export { type SupervisedRollout, superviseRollout } from "./supervisor/supervise-rollout.ts";
export { checkTeardown, planTeardown, type TeardownPlan } from "./teardown/plan-teardown.ts";
export type { Dependencies, LayerTrace, RolloutTrace, TracedResource } from "./trace.ts";
export { readTrace, traceFile } from "./trace-file.ts";
