import type { ChangeCounts, ConsumedOutput, Operation } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";

/** Raised when the shape of a record changes in a way that its readers would notice. */
export const RECORD_VERSION = 2;

/** A resource that is in the account and in no stack's state. */
export interface Orphan {
  readonly arn: string;
  /** The `strata:urn` that it carries. */
  readonly urn: string;
  /** The command that takes it into its stack's state, and the one that deletes it. */
  readonly adopt: string;
  readonly remove: string;
}

/** What became of one layer in a rollout. Times are ISO 8601 in UTC, durations milliseconds. */
export interface LayerRecord {
  readonly layer: LayerName;
  /** Unchanged: it was not run, since all that it is made from is as at its last success. */
  readonly status: "waiting" | "running" | "succeeded" | "unchanged" | "failed" | "skipped";
  /** Why it failed, was skipped or was left out, in one sentence; null otherwise. */
  readonly reason: string | null;
  /** The layer whose failure took this one with it; null otherwise. */
  readonly cause: LayerName | null;
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
  /**
   * The outputs of upstreams that its program read. Deployed: what the last deploy left. Planned: what the same preview
   * says there will be. Unknown: only a deploy can tell. A deploy reads nothing but what is deployed.
   */
  readonly consumed: readonly ConsumedOutput[];
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
  /** Of the command: 0 fine, 1 a failed layer, 2 could not run, 130 stopped; null while it runs. */
  readonly exitCode: number | null;
  /** The process that holds the engines. */
  readonly supervisor: { readonly pid: number; readonly host: string };
  /** The commit of the workspace, and whether files differed from it; null outside of a git repository. */
  readonly commit: { readonly id: string; readonly dirty: boolean } | null;
  /** The number of the environment's lock under which it ran: a later run has a higher one. Null for a run that takes none. */
  readonly fence: number | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly durationMs: number;
  /** In the order of the rollout. */
  readonly layers: readonly LayerRecord[];
  /** What a failed run left in the account that no state knows. */
  readonly orphans: readonly Orphan[];
}

/** A layer's record before it starts. */
export function waitingLayer(layer: LayerName): LayerRecord {
  return {
    layer,
    status: "waiting",
    reason: null,
    cause: null,
    error: null,
    changes: { create: 0, update: 0, replace: 0, delete: 0, same: 0 },
    resources: 0,
    startedAt: null,
    finishedAt: null,
    durationMs: 0,
    outputs: {},
    consumed: [],
    diagnostics: [],
    notes: [],
  };
}
