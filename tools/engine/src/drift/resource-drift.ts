import { isDeepStrictEqual } from "node:util";
import type { StepEventMetadata } from "@pulumi/pulumi/automation/index.js";
import { MASK } from "@strata/shared-config";
import { type StoredResource, storedResource } from "../state/stored-resource.ts";
import { pathParts, valueAtPath } from "./property-path.ts";

/** One property in which the real resource differs from the state. A secret is `[secret]` on both sides. */
export interface PropertyDrift {
  /** As the engine writes it: `desiredCount`, `tags["strata:urn"]`, `ingress[0].fromPort`. */
  readonly path: string;
  /** Undefined where one of the two has nothing there. */
  readonly state: unknown;
  readonly real: unknown;
}

/** A resource that is not what the state says. */
export interface ResourceDrift {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly change: "changed" | "deleted";
  /** By path; none for a deleted one. */
  readonly properties: readonly PropertyDrift[];
}

/** What the end of a refresh's step says about a resource; undefined for one that is as the state has it. */
export function driftOf(metadata: StepEventMetadata): ResourceDrift | undefined {
  const { op, urn, type } = metadata;
  if (op !== "update" && op !== "delete") return undefined;
  const before = storedResource(metadata.old);
  if (op === "delete") return { urn, type, id: before.id, change: "deleted", properties: [] };
  const after = storedResource(metadata.new);
  const properties = changedPaths(metadata, before, after).map(({ path, from }) =>
    pair(path, before[from], after[from]),
  );
  return properties.length === 0 ? undefined : { urn, type, id: before.id, change: "changed", properties };
}

type Side = "inputs" | "outputs";

/** The engine's own list where it has one; else the properties that differ. */
function changedPaths(
  { detailedDiff }: StepEventMetadata,
  before: StoredResource,
  after: StoredResource,
): readonly { readonly path: string; readonly from: Side }[] {
  const detailed = Object.entries(detailedDiff ?? {});
  if (detailed.length > 0) {
    const rows = detailed.map(([path, { inputDiff }]) => ({ path, from: inputDiff ? "inputs" : "outputs" }) as const);
    return rows.sort((a, b) => compare(a.path, b.path));
  }
  const keys = [...new Set([...Object.keys(before.outputs), ...Object.keys(after.outputs)])].sort();
  const different = keys.filter((key) => !isDeepStrictEqual(before.outputs[key], after.outputs[key]));
  return different.map((path) => ({ path, from: "outputs" }));
}

/** What one side keeps secret, the other must not tell: only the state knows which properties are. */
function pair(path: string, before: unknown, after: unknown): PropertyDrift {
  const parts = pathParts(path);
  const isMask = (value: unknown) => value === MASK;
  const state = valueAtPath(before, parts, isMask);
  const real = valueAtPath(after, parts, isMask);
  return holdsMask(state) || holdsMask(real) ? { path, state: MASK, real: MASK } : { path, state, real };
}

function holdsMask(value: unknown): boolean {
  if (value === MASK) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsMask);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
