import type { StackUpdate } from "@strata/engine";
import type { StackLock } from "@strata/engine/stack-lock";
import type { LayerName } from "@strata/shared-config";
import type { RolloutRecord } from "../record.ts";

/** How a layer of an environment stands. The first that is true, from the end of this list. */
export type LayerState =
  | "never deployed"
  | "deployed"
  /** Its last update, or the last run over it, failed: it may hold a part of what was wanted. */
  | "failed"
  /** An engine died in the middle: what it was about to do is noted, and not how that ended. */
  | "unfinished"
  /** An engine holds it, or died and left its lock. */
  | "locked"
  /** A rollout is at work on it. */
  | "running"
  /** Its state cannot be read. */
  | "damaged";

/** A layer of an environment. */
export interface LayerStatus {
  readonly layer: LayerName;
  readonly state: LayerState;
  /** Of the stack, without itself and its providers. */
  readonly resources: number;
  /** The engine's last update of it; null where the backend does not tell. */
  readonly lastUpdate: StackUpdate | null;
  /** How many steps of a dead engine are noted whose end nobody knows. */
  readonly pending: number;
  readonly locks: readonly StackLock[];
  /** Why it is failed, unfinished, locked or damaged; null otherwise. */
  readonly reason: string | null;
  /** The command that mends it; null where nothing is to be done. */
  readonly next: string | null;
}

/** An environment as it stands. */
export interface EnvironmentStatus {
  readonly version: 1;
  readonly environment: string;
  /** Where the state is kept; null for a backend whose objects only the engine reaches. */
  readonly backend: string | null;
  /** In the order of a deploy. */
  readonly layers: readonly LayerStatus[];
  /** The newest run over any of its layers, here or on another machine, without its layers' outputs. */
  readonly lastRun: LastRun | null;
}

/** A run, as far as a status tells of it. */
export interface LastRun
  extends Pick<
    RolloutRecord,
    "id" | "operation" | "status" | "exitCode" | "supervisor" | "commit" | "startedAt" | "finishedAt"
  > {
  /** Whether the process that holds its engines lives; null where another machine has it, or the run has ended. */
  readonly alive: boolean | null;
  readonly layers: readonly { readonly layer: LayerName; readonly status: string; readonly reason: string | null }[];
}
