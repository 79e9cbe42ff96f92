import { asTree } from "@strata/shared-config";
import type { Place } from "../facts/arn.ts";
import { type Cloud, isRegional, type Scope } from "../operations/cloud.ts";
import { text, type Value, type Values } from "../wire/values.ts";

/** A call of a data source. */
export interface Call {
  readonly token: string;
  readonly cloud: Cloud;
  readonly scope: Scope;
  /** The region is the call's own, or else the provider's. */
  readonly place: Place;
  readonly args: Values;
}

/** Answers a data source. What the SDK declares and the answer leaves out, the generic rules fill in. */
export type FunctionRule = (call: Call) => Values;

/** The rules of a file: rows only. */
export type FunctionRules = Readonly<Record<string, FunctionRule>>;

/** Whether somebody in the account made a resource: another one is taken to exist already. */
export function ofAccount(call: Call, type: string, id: string): boolean {
  const facts = call.cloud.facts.resource(type);
  const regional = facts !== undefined && isRegional(facts);
  return call.cloud.account.ofType(type, regional ? call.place.region : "global").some((row) => row.id === id);
}

/** A text argument. */
export function argument(call: Call, name: string, otherwise = ""): string {
  return text(call.args[name]) ?? otherwise;
}

/** `filters: [{ name: "vpc-id", values: ["vpc-1"] }]` as a map from name to values. */
export function filtersOf(value: Value | undefined): ReadonlyMap<string, readonly string[]> {
  const filters = new Map<string, readonly string[]>();
  if (!Array.isArray(value)) return filters;
  for (const filter of value) {
    const { name, values } = asTree(filter);
    if (typeof name === "string" && Array.isArray(values)) filters.set(name, values.map(String));
  }
  return filters;
}
