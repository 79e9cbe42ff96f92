import type { ChangeCounts, Operation } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";

/** Raised when the shape of a record changes in a way that its readers would notice. */
export const RECORD_VERSION = 1;

/** What became of one layer in a rollout. Times are ISO 8601 in UTC, durations milliseconds. */
export interface LayerRecord {
  readonly layer: LayerName;
  readonly status: "waiting" | "running" | "succeeded" | "failed" | "skipped";
  /** Why it failed or was skipped, in one sentence; null otherwise. */
  readonly reason: string | null;
  /** The failure's code and next step, for one that Strata knows. */
  readonly error: { readonly code: string; readonly hint: string } | null;
  readonly changes: ChangeCounts;
  /** How many resources the stack holds, without the stack itself and its providers. */
  readonly resources: number;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly durationMs: number;
  /** What the stack promises to its dependents; a secret is the text `[secret]`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly string[];
  /** What the layer's program wanted to be known, such as that it left something out. */
  readonly notes: readonly string[];
}

/** What became of a rollout: written when it starts, after each layer, and when it ends. */
export interface RolloutRecord {
  readonly version: typeof RECORD_VERSION;
  readonly id: string;
  readonly operation: Operation;
  readonly environment: string;
  readonly rehearsal: boolean;
  readonly engine: string;
  readonly status: "running" | "succeeded" | "failed" | "stopped";
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly durationMs: number;
  /** In the order of the rollout. */
  readonly layers: readonly LayerRecord[];
}

/** A layer's record before it starts. */
export function waitingLayer(layer: LayerName): LayerRecord {
  return {
    layer,
    status: "waiting",
    reason: null,
    error: null,
    changes: { create: 0, update: 0, replace: 0, delete: 0, same: 0 },
    resources: 0,
    startedAt: null,
    finishedAt: null,
    durationMs: 0,
    outputs: {},
    diagnostics: [],
    notes: [],
  };
}
