export type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
export type { Engine, EngineSource, InstallHost } from "./cli/engine.ts";
export { findEngine, requireEngine } from "./cli/find-engine.ts";
export { pinnedVersion } from "./cli/pinned.ts";
export { installEngine } from "./install/install-engine.ts";
export type { ChangeCounts } from "./run/events.ts";
export type { Operation } from "./run/operate.ts";
export { MASK, UNKNOWN } from "./run/outputs.ts";
export { type ConsumedOutput, type LayerOutcome, type LayerRun, runLayer } from "./run/run-layer.ts";
export { inOrder } from "./state/in-order.ts";
export { readStack } from "./state/read-stack.ts";
export { EMPTY_STACK, type PendingOperation, type StackContents } from "./state/read-state.ts";
export { stackKey } from "./state/stack-key.ts";
export {
  parseState,
  type StateEntry,
  type StoredPending,
  type StoredResource,
  type StoredState,
  withResources,
} from "./state/stored-state.ts";
export { openFileStore } from "./store/file-store.ts";
export { openStore } from "./store/open-store.ts";
export type { StateStore } from "./store/state-store.ts";
