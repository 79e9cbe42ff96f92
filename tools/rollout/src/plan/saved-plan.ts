import { LAYERS } from "@strata/shared-config";
import { z } from "zod";

/** Raised when the shape of a plan changes in a way that its readers would notice. */
export const PLAN_VERSION = 1;

const values = z.record(z.string(), z.json());

/** What becomes of one resource: see PlannedStep of the engine. */
const step = z.strictObject({
  urn: z.string(),
  type: z.string(),
  change: z.enum(["create", "update", "replace", "delete"]),
  properties: values,
});

/** An output of an upstream that the program read, and what it was when the plan was made. */
const consumed = z.strictObject({
  upstream: z.enum(LAYERS),
  output: z.string(),
  state: z.enum(["deployed", "planned", "unknown"]),
  value: z.json(),
});

const layer = z.strictObject({
  layer: z.enum(LAYERS),
  steps: z.array(step),
  outputs: values,
  consumed: z.array(consumed),
});

/**
 * What a deploy of some layers would do, as a preview saw it. A value that only the deploy can tell is `UNKNOWN`, a secret
 * is the text `[secret]`.
 */
export const savedPlan = z.strictObject({
  version: z.literal(PLAN_VERSION),
  environment: z.string(),
  /** Whether it is of the simulated cloud. */
  rehearsal: z.boolean(),
  /** Null outside of a git repository. */
  commit: z.strictObject({ id: z.string(), dirty: z.boolean() }).nullable(),
  engine: z.string(),
  /** What `--config` said, by path. */
  config: z.record(z.string(), z.string()),
  madeAt: z.iso.datetime(),
  /** In the order of the rollout. */
  layers: z.array(layer),
});

export type SavedPlan = Readonly<z.output<typeof savedPlan>>;
export type PlanLayer = SavedPlan["layers"][number];
export type PlanStep = PlanLayer["steps"][number];
