/*
 * The shape of a run's record, written once: the types of record.ts, docs/schemas/rollout-record-<version>.json and its
 * check all come from here. A reader may meet further fields: a new one is no new version, a changed or removed one is.
 */
import type { Operation } from "@strata/engine";
import { LAYERS } from "@strata/shared-config";
import { z } from "zod";

/** Raised when the shape of a record changes in a way that its readers would notice. */
export const RECORD_VERSION = 2;

/** What the JSON Schema is known by, and what each record says of itself. */
export const RECORD_SCHEMA_ID = `urn:strata:rollout-record:${RECORD_VERSION}`;

const OPERATIONS = [
  "preview",
  "deploy",
  "destroy",
  "preview-destroy",
  "refresh",
] as const satisfies readonly Operation[];

const time = z.iso.datetime().describe("ISO 8601, UTC");
const milliseconds = z.int().min(0).describe("Milliseconds");
const count = z.int().min(0);
const layerName = z.enum(LAYERS);

const orphan = z
  .object({
    arn: z.string(),
    urn: z.string().describe("The strata:urn that it carries"),
    adopt: z.string().describe("The command that takes it into its stack's state"),
    remove: z.string().describe("The command that deletes it"),
  })
  .readonly();

const loss = z
  .object({
    urn: z.string(),
    type: z.string(),
    name: z.string().describe("The resource's logical name"),
    id: z.string().describe("What the provider knows it by"),
    deed: z.enum(["delete", "replace"]).describe("A replacement deletes the old resource too"),
    loses: z.string().describe("What goes for good, and why nothing brings it back"),
  })
  .readonly();

const consumed = z
  .object({
    upstream: layerName,
    output: z.string(),
    state: z
      .enum(["deployed", "planned", "unknown"])
      .describe(
        "Deployed: what the last deploy left. Planned: what the same preview says there will be. Unknown: only a deploy can tell. A deploy reads nothing but what is deployed",
      ),
  })
  .readonly();

export const layerRecordSchema = z
  .object({
    layer: layerName,
    status: z
      .enum(["waiting", "running", "succeeded", "unchanged", "failed", "skipped"])
      .describe("Unchanged: it was not run, since all that it is made from is as at its last success"),
    reason: z
      .string()
      .nullable()
      .describe("Why it failed, was skipped or was left out, in one sentence; null otherwise"),
    cause: layerName.nullable().describe("The layer whose failure took this one with it; null otherwise"),
    error: z
      .object({ code: z.string(), hint: z.string() })
      .readonly()
      .nullable()
      .describe("The failure's code and next step, for one that Strata knows"),
    changes: z
      .object({ create: count, update: count, replace: count, delete: count, same: count })
      .readonly()
      .describe("How many resources a run created, updated and so on, without the stack itself and its providers"),
    resources: count.describe("How many resources the stack holds, without the stack itself and its providers"),
    startedAt: time.nullable(),
    finishedAt: time.nullable(),
    durationMs: milliseconds,
    outputs: z
      .record(z.string(), z.unknown())
      .readonly()
      .describe("What the stack promises to its dependents; a secret is the text [secret]"),
    consumed: z.array(consumed).readonly().describe("The outputs of upstreams that its program read"),
    losses: z.array(loss).readonly().describe("What it deletes, or would delete, that nothing brings back"),
    diagnostics: z.array(z.string()).readonly().describe("Warnings and errors, each once"),
    notes: z
      .array(z.string())
      .readonly()
      .describe("What the layer's program wanted to be known, such as that it left something out"),
  })
  .readonly();

export const rolloutRecordSchema = z
  .object({
    version: z.literal(RECORD_VERSION),
    id: z.string().describe("The time of its start, and -2 for a second one in the same millisecond"),
    operation: z.enum(OPERATIONS),
    environment: z.string(),
    rehearsal: z.boolean().describe("It ran against the simulated cloud"),
    engine: z.string().describe("The engine's version"),
    status: z.enum(["running", "succeeded", "failed", "stopped"]),
    exitCode: z
      .int()
      .nullable()
      .describe("Of the command: 0 fine, 1 a failed layer, 2 could not run, 130 stopped; null while it runs"),
    supervisor: z
      .object({
        pid: z.int(),
        process: z.string().describe("When it was started, as its system counts; empty where that is not known"),
        host: z.string(),
      })
      .readonly()
      .describe("The process that holds the engines"),
    commit: z
      .object({ id: z.string(), dirty: z.boolean() })
      .readonly()
      .nullable()
      .describe("The commit of the workspace, and whether files differed from it; null outside of a git repository"),
    fence: z
      .int()
      .nullable()
      .describe(
        "The number of the environment's lock under which it ran: a later run has a higher one. Null for a run that takes none",
      ),
    startedAt: time,
    finishedAt: time.nullable(),
    durationMs: milliseconds,
    layers: z.array(layerRecordSchema).readonly().describe("In the order of the rollout"),
    orphans: z.array(orphan).readonly().describe("What a failed run left in the account that no state knows"),
  })
  .readonly();

/** The JSON Schema of a record's file. */
export function recordJsonSchema(): object {
  const { $schema, properties, ...rest } = z.toJSONSchema(rolloutRecordSchema, {
    io: "input",
    // It is a matter of TypeScript, and means something else to a form that is made from the schema.
    override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
  });
  return {
    $schema,
    $id: RECORD_SCHEMA_ID,
    title: "Record of a Strata rollout",
    $comment: "Generated: strata config schema --write",
    ...rest,
    properties: { $schema: { type: "string" }, ...properties },
  };
}
