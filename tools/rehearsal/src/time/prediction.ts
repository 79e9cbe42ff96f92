import type { Verb } from "./deed.ts";
import type { Basis, Seconds } from "./time.ts";

/** Raised when the shape of a prediction changes in a way that its readers would notice. */
export const PREDICTION_VERSION = 1;

/** How long a run takes in a real account, and why. All times are seconds, of the usual case where there is one only. */
export interface Prediction {
  readonly version: typeof PREDICTION_VERSION;
  readonly environment: string;
  readonly operation: string;
  readonly seconds: Seconds;
  /** In the order of the rollout. */
  readonly layers: readonly LayerPrediction[];
  /** What the whole waits for, from its start to its end without a gap. */
  readonly criticalPath: readonly PathStep[];
  /** Who waits how long for whom, the longest first. */
  readonly waits: readonly Wait[];
  /** How many resources of a layer are worked on at a time. */
  readonly workers: number;
}

/** How long a layer takes. */
export interface LayerPrediction {
  readonly layer: string;
  readonly startsAt: number;
  readonly seconds: Seconds;
}

/** Part of the critical path: something done to a resource, or the engine's start in a layer. */
export interface PathStep {
  readonly layer: string;
  /** Null for the engine's start. */
  readonly urn: string | null;
  readonly type: string;
  readonly name: string;
  readonly verb: Verb | "start";
  readonly startsAt: number;
  readonly seconds: number;
  /** What the figure rests on, and where it is from. */
  readonly basis: Basis;
  readonly source: string;
}

/** A wait that would be gone if the one waited for took no time. */
export interface Wait {
  readonly layer: string;
  /** A resource, `aws:rds/clusterInstance:ClusterInstance postgres-2`, or a layer. */
  readonly waiting: string;
  readonly waitedFor: string;
  readonly seconds: number;
}
