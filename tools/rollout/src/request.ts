import type { LayerOutcome, LayerRun, Operation } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";
import type { LayerRecord, Loss, RolloutRecord } from "./record.ts";

/** What a rollout is to do. */
export interface RolloutRequest {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** The name of a file in `environments/`, without `.yaml`. */
  readonly environment: string;
  readonly operation: Operation;
  /** The layers to run over, in any order; the graph decides theirs. */
  readonly layers: readonly LayerName[] | "all";
  /** Stack configuration for this run alone: `{ "services.api.cpu": "512" }`, by path in the environment file. */
  readonly config: Readonly<Record<string, string>>;
  /** How many layers may run at a time. @default - as many as are ready */
  readonly concurrency?: number;
  /** Starts no further layer once one has failed, though it does not wait for that one. @default - false */
  readonly failFast?: boolean;
  /** Does only what the last run of the same operation failed at or never came to. @default - false */
  readonly resume?: boolean;
  /** Leaves out a layer in which nothing has changed since its last success. @default - true */
  readonly cutoff?: boolean;
  /** The file of a saved plan, absolute: each layer is held against it just before it changes anything. @default - none */
  readonly plan?: string;
  /** How long to wait for somebody else's lock, in seconds. @default - 0, do not wait */
  readonly lockTimeout?: number;
  /** How long an engine may stay without any sign of life, in seconds. @default - 3600 */
  readonly stepTimeout?: number;
  /** Also writes what happened to each resource, beside the record: reads each layer's state before and after. @default - false */
  readonly traced?: boolean;
}

/** What happens in a rollout, told to its host as it happens. */
export type RolloutEvent =
  | {
      readonly code: "rollout-started";
      readonly data: { readonly id: string; readonly request: RolloutRequest; readonly layers: readonly LayerName[] };
    }
  /** What is no layer's and keeps nothing from going on. */
  | { readonly code: "warning"; readonly data: { readonly message: string } }
  /** Somebody else's lock is waited for: which, its id, and who has it. Once for each holder. */
  | { readonly code: "lock-waiting"; readonly data: LockWait }
  | { readonly code: "layer-started"; readonly data: { readonly layer: LayerName } }
  | { readonly code: "resource"; readonly data: ResourceEvent }
  | { readonly code: "diagnostic"; readonly data: DiagnosticEvent }
  /** Somebody asked for the end, harder each time: see supervisor/stop-ladder.ts. The message says what that means. */
  | { readonly code: "rollout-stopping"; readonly data: { readonly level: 1 | 2 | 3; readonly message: string } }
  /** Something is deleted, or would be, that nothing brings back. Before a destroy starts: all that it would delete so. */
  | { readonly code: "permanent-loss"; readonly data: Loss & { readonly layer: LayerName } }
  /** Succeeded, failed or skipped: the record says which. */
  | { readonly code: "layer-finished"; readonly data: LayerRecord }
  | { readonly code: "rollout-finished"; readonly data: { readonly record: RolloutRecord; readonly file: string } };

/** A lock that stands in the way. */
export interface LockWait {
  /** The environment, or a layer's stack: `threa-prod`, `network of threa-prod`. */
  readonly lock: string;
  readonly id: string;
  /** Who has it and what it does, as one text. */
  readonly holder: string;
}

/** A step of the engine on one resource. `step` is the engine's word: create, update, same, delete-replaced. */
export interface ResourceEvent {
  readonly layer: LayerName;
  readonly urn: string;
  readonly type: string;
  readonly step: string;
  readonly phase: "started" | "finished" | "failed";
}

/** A warning or an error of the engine or a program, or a note of a program, as one text. */
export interface DiagnosticEvent {
  readonly layer: LayerName;
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
}

/** The outside world, as far as a rollout needs it: it never prints, asks or exits by itself. */
export interface RolloutHost {
  readonly notify: (event: RolloutEvent) => void;
  readonly now: () => Date;
  /** Aborted by the first SIGINT or SIGTERM: no further layer starts. */
  readonly signal: AbortSignal;
}

/**
 * Runs one layer. In this process today, by the engine's Automation API; whoever holds engines elsewhere puts another
 * one in its place, and nothing else changes.
 */
export type LayerRunner = (run: LayerRun) => Promise<LayerOutcome>;
