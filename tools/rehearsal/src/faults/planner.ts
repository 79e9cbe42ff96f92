/*
 * Which fault strikes which call. A fault counts the calls that it matches, in the order in which they arrive, and
 * strikes from the `at`-th on, `times` in a row. With `chance`, a hash of the seed, the fault, the resource, the
 * operation and the attempt decides, so the order of calls does not matter; neither does any other resource.
 */
import { digest } from "../facts/hash.ts";
import type { Fault, FaultPlan, StruckOperation } from "./fault.ts";
import { aimsAt, type Strikable } from "./target.ts";

/** How often each fault matched, and each resource was called. */
export interface Counts {
  /** By the fault's place in the plan. */
  readonly matched: Map<number, number>;
  /** By operation and URN. */
  readonly attempts: Map<string, number>;
}

/** A fault that strikes a call. */
export interface Hit {
  /** Its place in the plan. */
  readonly index: number;
  readonly fault: Fault;
  /** The how-manieth call this is of this operation on this resource, from 1. */
  readonly attempt: number;
}

/** No call yet. */
export function noCounts(): Counts {
  return { matched: new Map(), attempts: new Map() };
}

/** Whether any fault of the plan is about the call: others need not be counted. */
export function concerns(plan: FaultPlan, call: Strikable): boolean {
  return plan.faults.some((fault) => matches(fault, call));
}

/** Counts a call, and gives the faults that strike it, in the plan's order. */
export function hitsOf(plan: FaultPlan, counts: Counts, call: Strikable): readonly Hit[] {
  const attempt = advance(counts.attempts, `${call.operation} ${call.urn}`);
  return plan.faults.flatMap((fault, index) => {
    if (!matches(fault, call)) return [];
    const count = advance(counts.matched, index);
    return strikes(plan, fault, index, call, count, attempt) ? [{ index, fault, attempt }] : [];
  });
}

function matches(fault: { readonly on: StruckOperation; readonly of: string }, call: Strikable): boolean {
  return fault.on === call.operation && aimsAt(fault.of, call);
}

function strikes(
  { seed }: FaultPlan,
  { at = 1, times = 1, chance }: Fault,
  index: number,
  { operation, urn }: Strikable,
  count: number,
  attempt: number,
): boolean {
  if (chance !== undefined) {
    const part = digest("fault", String(seed), String(index), operation, urn, String(attempt)).slice(0, 12);
    return Number.parseInt(part, 16) < chance * 16 ** 12;
  }
  return count >= at && (times === "always" || count < at + times);
}

function advance<Key>(counts: Map<Key, number>, key: Key): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}
