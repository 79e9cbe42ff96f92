import { z } from "zod";

/** The calls that reach the cloud. Checks, diffs and previews of resources do not. */
export const OPERATIONS = ["create", "update", "delete", "read", "lookup"] as const;

/** What a call of an engine does: a lookup is a data source, a read is a refresh, an import or a `get`. */
export type Operation = (typeof OPERATIONS)[number];

/** What a fault strikes: a call of an engine, or the run of a one-off task. */
export type StruckOperation = Operation | "run";

const aim = {
  /** Which resources: a type, a URN, or a name; `*` stands for any text. */
  of: z.string().min(1),
  /** The first matching call that is struck, from 1. */
  at: z.int().min(1).optional(),
  /** How many matching calls in a row are struck. */
  times: z.union([z.int().min(1), z.literal("always")]).optional(),
  /** Instead of `at` and `times`: each call is struck with this probability, which the seed decides. */
  chance: z.number().gt(0).max(1).optional(),
};
const anyCall = { ...aim, on: z.enum(OPERATIONS) };
const change = { ...aim, on: z.enum(["create", "update", "delete"]) };
const onCreate = { ...aim, on: z.literal("create") };
const onRun = { ...aim, on: z.literal("run") };
/** Before or after the change is in the account. */
const when = z.enum(["before", "after"]).default("before");
const code = z.string().min(1).optional();
const seconds = z.number().gt(0);
const calls = z.int().min(1).default(1);
const values = z.record(z.string(), z.json());

/** What becomes of a one-off task; `of` is its task definition. */
const taskFates = [
  z.strictObject({
    kind: z.literal("exit"),
    ...onRun,
    exitCode: z.int().min(1).max(255).default(1),
    message: z.string().min(1).default("failed on purpose, by a fault of the rehearsal"),
  }),
  z.strictObject({
    kind: z.literal("unstarted"),
    ...onRun,
    message: z.string().min(1).default("CannotPullContainerError: image Manifest does not exist"),
  }),
  z.strictObject({ kind: z.literal("endless"), ...onRun }),
] as const;

/** What becomes of a one-off task that does not end well. */
export type TaskFate = z.infer<(typeof taskFates)[number]>;

/** Every kind of fault, with its knobs. */
export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fail"), ...anyCall, when, code, message: z.string().min(1).optional() }),
  z.strictObject({ kind: z.literal("throttle"), ...anyCall, answers: calls, code }),
  z.strictObject({ kind: z.literal("slow"), ...anyCall, seconds }),
  z.strictObject({ kind: z.literal("hold"), ...anyCall, when, milliseconds: z.int().min(1).max(600_000) }),
  z.strictObject({ kind: z.literal("hang"), ...anyCall, when }),
  z.strictObject({ kind: z.literal("disconnect"), ...anyCall, when }),
  z.strictObject({ kind: z.literal("crash"), ...change, when }),
  z.strictObject({ kind: z.literal("unseen"), ...onCreate, calls }),
  z.strictObject({ kind: z.literal("unready"), ...onCreate, calls, code }),
  ...taskFates,
  z.strictObject({ kind: z.literal("unhealthy"), ...aim, on: z.enum(["create", "update"]) }),
  z.strictObject({
    kind: z.literal("drift"),
    ...aim,
    on: z.enum(["create", "update"]),
    gone: z.boolean().default(false),
    set: values.default({}),
  }),
]);

/** A fault, with every default filled in. */
export type Fault = z.infer<typeof faultSchema>;

/** The names of the kinds. */
export const KINDS: readonly string[] = faultSchema.options.map((option) => option.shape.kind.value);

/** The knobs of a kind, as a file and the command line name them. */
export function knobsOf(kind: string): readonly string[] {
  const option = faultSchema.options.find((one) => one.shape.kind.value === kind);
  return option === undefined ? [] : Object.keys(option.shape);
}

/** A file of faults. */
export const planSchema = z.strictObject({
  /** Decides what `chance` strikes. */
  seed: z.union([z.int(), z.string()]).default(0),
  faults: z.array(faultSchema),
});

/** What is to go wrong. */
export type FaultPlan = z.infer<typeof planSchema>;

/** The JSON Schema of a file of faults, for completion in an editor. */
export function faultsJsonSchema(): z.core.JSONSchema.BaseSchema {
  return { ...z.toJSONSchema(planSchema, { io: "input" }), title: "Strata faults" };
}

/** A fault in one line, as the command line takes it. */
export function faultText(fault: Fault): string {
  const { kind, on, of, at, times, chance, ...knobs } = fault;
  const aimed = [
    ...(at === undefined ? [] : [`at=${at}`]),
    ...(times === undefined ? [] : [times === "always" ? "always" : `times=${times}`]),
    ...(chance === undefined ? [] : [`chance=${chance}`]),
  ];
  return [kind, on, of, ...aimed, ...Object.entries(knobs).flatMap(knobText)].join(" ");
}

function knobText([name, value]: [string, unknown]): readonly string[] {
  if (name === "when") return value === "after" ? ["after"] : [];
  if (name === "gone") return value === true ? ["gone"] : [];
  if (typeof value === "object" && value !== null) return Object.entries(value).flatMap(knobText);
  if (value === undefined) return [];
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [`${name}=${/[\s"']/.test(text) ? JSON.stringify(text) : text}`];
}
