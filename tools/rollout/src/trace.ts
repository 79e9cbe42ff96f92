import type { Operation } from "@strata/engine";
import type { LayerName } from "@strata/shared-config";

/** Raised when the shape of a trace changes in a way that its readers would notice. */
export const TRACE_VERSION = 1;

/** What each resource needs to be there before it, by URN. */
export type Dependencies = Readonly<Record<string, readonly string[]>>;

/** What the engine did to one resource. */
export interface TracedResource {
  readonly urn: string;
  readonly type: string;
  /** The engine's words, in the order in which it was done with them: `["create-replacement", "delete-replaced"]`. */
  readonly steps: readonly string[];
  /** Its inputs that are a number, true or false. Texts are not kept. */
  readonly settings: Readonly<Record<string, number | boolean>>;
}

/** What a run did to the resources of one layer. */
export interface LayerTrace {
  readonly layer: LayerName;
  /** The layers of the same run that had to succeed before it started. */
  readonly waitsFor: readonly LayerName[];
  /** Those that changed or were read, by URN. */
  readonly resources: readonly TracedResource[];
  /** What its state said before the run; deletions follow it, the other way round. */
  readonly before: Dependencies;
  /** What its state said after the run; empty where the layer did not succeed. */
  readonly after: Dependencies;
}

/** What a run did to every resource and what they depend on: enough to compute when each could have happened. */
export interface RolloutTrace {
  readonly version: typeof TRACE_VERSION;
  readonly id: string;
  readonly operation: Operation;
  readonly environment: string;
  /** How many layers could run at a time. */
  readonly concurrency: number;
  /** In the order of the rollout. */
  readonly layers: readonly LayerTrace[];
}
