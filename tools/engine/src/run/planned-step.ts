import type { StepEventMetadata } from "@pulumi/pulumi/automation/index.js";
import { MASK } from "@strata/shared-config";
import { type Change, changeOf, outranks } from "./changes.ts";
import { plainOutputs } from "./outputs.ts";

/** What a run does to one resource, or a preview says that it would. */
export interface PlannedStep {
  readonly urn: string;
  readonly type: string;
  readonly change: Exclude<Change, "same">;
  /**
   * What changes, by path such as `tags.Name` or `ingress[0].fromPort`, and what it becomes: null for what goes away,
   * `UNKNOWN` for what only a deploy can tell, `[secret]` for what nobody is to read. All inputs of a new resource; none of
   * one that is deleted.
   */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Collects what the events of a run do to each resource. */
export class StepLog {
  readonly #steps = new Map<string, PlannedStep>();

  /** Takes what an event says of one step, in the order in which the engine sent it. */
  add(metadata: StepEventMetadata): void {
    const change = changeOf(metadata.op);
    if (change === "nothing" || change === "same") return;
    const { urn, type } = metadata;
    const before = this.#steps.get(urn);
    const stronger = before === undefined || outranks(change, before.change);
    const properties = change === "delete" ? {} : { ...before?.properties, ...changedProperties(metadata, change) };
    this.#steps.set(urn, { urn, type, change: stronger ? change : before.change, properties });
  }

  /** By URN. */
  get steps(): readonly PlannedStep[] {
    return [...this.#steps.values()].sort((a, b) => (a.urn < b.urn ? -1 : 1));
  }
}

function changedProperties({ op, old, new: now, detailedDiff, diffs }: StepEventMetadata, change: Change) {
  const properties: Record<string, unknown> = {};
  // The old resource's end has nothing to say of the new one.
  if (op === "delete-replaced" || now === undefined) return properties;
  const inputs = flatten(plainOutputs(now.inputs));
  if (change === "create") return Object.fromEntries(inputs);
  const former = flatten(plainOutputs(old?.inputs ?? {}));
  for (const [path, value] of inputs) if (!same(former.get(path), value)) properties[path] = value;
  for (const path of former.keys()) if (!inputs.has(path)) properties[path] = null;
  // A secret looks the same before and after. What a provider computes is no input, and is left out.
  for (const path of [...Object.keys(detailedDiff ?? {}).map(plainPath), ...(diffs ?? [])]) {
    const known = Object.keys(properties).some((other) => within(other, path) || within(path, other));
    const hidden = [...inputs].find(([other, value]) => value === MASK && (within(other, path) || within(path, other)));
    if (!known && hidden !== undefined) properties[hidden[0]] = MASK;
  }
  return properties;
}

/** The leaves of a value by path. An empty list or object is a leaf. Keys of the provider's own (`__defaults`) are none. */
function flatten(value: unknown, path = "", leaves = new Map<string, unknown>()): Map<string, unknown> {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (inner.length === 0) {
    if (path !== "") leaves.set(path, value);
    return leaves;
  }
  for (const [key, member] of inner) {
    if (key.startsWith("__")) continue;
    flatten(member, Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`, leaves);
  }
  return leaves;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
}

/** `tags["strata:layer"]` as `tags.strata:layer`, which is how the leaves are named. */
function plainPath(path: string): string {
  return path.replaceAll(/\["([^"]*)"\]/g, ".$1");
}

/** Whether a path is another one or lies below it. */
function within(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
