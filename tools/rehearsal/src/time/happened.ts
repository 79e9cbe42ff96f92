/** What one run did to the resources of an environment, as plain data: a rollout's trace has this shape. */
export interface HappenedRollout {
  readonly environment: string;
  readonly operation: string;
  /** How many layers could run at a time. */
  readonly concurrency: number;
  /** In the order of the rollout. */
  readonly layers: readonly HappenedLayer[];
}

/** What needs what to be there before it, by URN. */
export type Needs = Readonly<Record<string, readonly string[]>>;

/** One layer of it. */
export interface HappenedLayer {
  readonly layer: string;
  /** The layers that had to succeed before it started. */
  readonly waitsFor: readonly string[];
  readonly resources: readonly HappenedResource[];
  /** What its state said before the run. */
  readonly before: Needs;
  /** What its state said after the run. */
  readonly after: Needs;
}

/** One resource that changed. */
export interface HappenedResource {
  readonly urn: string;
  readonly type: string;
  /** The engine's words, in order: `["create"]`, `["delete-replaced", "create-replacement"]`. */
  readonly steps: readonly string[];
  /** Its inputs that are a number, true or false. */
  readonly settings: Settings;
  /** What a rehearsal's faults add. @default - nothing */
  readonly extraSeconds?: number;
}

/** Inputs of a resource on which its times depend. */
export type Settings = Readonly<Record<string, number | boolean>>;
