/*
 * Two previews of one layer are compared in meaning: the plan's, and one just before the deploy, in which values are
 * known that were not.
 *
 * - What was unknown matches anything. If it turned out to be what is there already, its change is gone: a property may
 *   be missing then, a step with nothing but such properties too, and a replacement may have become an update.
 * - Whatever was known must be there, and be the same.
 * - Anything that was not planned is a difference: a step, a property, a stronger change.
 */
import type { PlannedStep } from "@strata/engine";
import { UNKNOWN } from "@strata/shared-config";
import { isWithin, matches } from "./matching.ts";
import type { PlanStep } from "./saved-plan.ts";

/** How what would be done now differs from what was planned. */
export interface StepDifference {
  readonly urn: string;
  readonly type: string;
  /** The property's path; null for the step itself. */
  readonly property: string | null;
  /** A property's value, or what was to become of the resource; undefined for nothing. */
  readonly planned: unknown;
  readonly now: unknown;
}

/** The differences, by URN and property; none when the plan still holds. */
export function compareSteps(planned: readonly PlanStep[], now: readonly PlannedStep[]): readonly StepDifference[] {
  const before = new Map(planned.map((step) => [step.urn, step]));
  const after = new Map(now.map((step) => [step.urn, step]));
  const urns = [...new Set([...before.keys(), ...after.keys()])].sort();
  return urns.flatMap((urn) => compareStep(before.get(urn), after.get(urn)));
}

function compareStep(planned: PlanStep | undefined, now: PlannedStep | undefined): readonly StepDifference[] {
  const { urn, type } = planned ?? now ?? { urn: "", type: "" };
  const differs = (property: string | null, was: unknown, is: unknown) => ({
    urn,
    type,
    property,
    planned: was,
    now: is,
  });
  if (planned === undefined || now === undefined) {
    if (planned !== undefined && mayVanish(planned)) return [];
    return [differs(null, planned?.change, now?.change)];
  }
  if (planned.change !== now.change && !mayBecome(planned, now)) return [differs(null, planned.change, now.change)];

  const rows = Object.entries(planned.properties);
  const unplanned = Object.entries(now.properties)
    .filter(([path, value]) => !rows.some(([other, was]) => covers(other, was, path, value)))
    .map(([path, value]) => differs(path, planned.properties[path], value));
  const gone = rows
    .filter(([path, value]) => value !== UNKNOWN && !Object.keys(now.properties).some((other) => overlap(path, other)))
    .map(([path, value]) => differs(path, value, undefined));
  return [...unplanned, ...gone].sort((a, b) => ((a.property ?? "") < (b.property ?? "") ? -1 : 1));
}

function covers(planned: string, was: unknown, path: string, is: unknown): boolean {
  return planned === path ? matches(was, is) : was === UNKNOWN && isWithin(path, planned);
}

function overlap(path: string, other: string): boolean {
  return isWithin(path, other) || isWithin(other, path);
}

/** Nothing in it was known to change. */
function mayVanish({ change, properties }: PlanStep): boolean {
  const values = Object.values(properties);
  const settled = change === "create" || change === "delete";
  return !settled && values.length > 0 && values.every((value) => value === UNKNOWN);
}

function mayBecome(planned: PlanStep, now: PlannedStep): boolean {
  const unknown = Object.values(planned.properties).includes(UNKNOWN);
  return unknown && planned.change === "replace" && now.change === "update";
}
