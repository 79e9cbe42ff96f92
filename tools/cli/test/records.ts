import type { PathStep, Prediction } from "@strata/rehearsal";

/** A prediction with this critical path. */
export function prediction(criticalPath: readonly PathStep[], rest: Partial<Prediction> = {}): Prediction {
  return {
    version: 1,
    environment: "threa-prod",
    operation: "deploy",
    seconds: { fast: 60, typical: 120, slow: 240 },
    layers: [],
    criticalPath,
    waits: [],
    workers: 16,
    ...rest,
  };
}
