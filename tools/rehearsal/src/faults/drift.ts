import type { ResourceFacts } from "@strata/sdk-facts";
import { didYouMean } from "@strata/shared-config";
import type { AccountRow } from "../account/account.ts";
import { isList, isObject, type Value, type Values } from "../wire/values.ts";

/** The resource as somebody has changed it behind Pulumi's back. Paths have dots: `tags.Owner`, `ingress.0.fromPort`. */
export function drifted(row: AccountRow, set: Values, facts: ResourceFacts): AccountRow {
  let { inputs, outputs } = row;
  for (const [path, value] of Object.entries(set)) {
    const [first = "", ...rest] = path.split(".");
    outputs = setAt(outputs, [first, ...rest], value);
    if (facts.inputs.includes(first)) inputs = setAt(inputs, [first, ...rest], value);
    // A tag that anybody sets is among all tags, too.
    if (first === "tags" && facts.taggable) outputs = setAt(outputs, ["tagsAll", ...rest], value);
  }
  return { ...row, inputs, outputs };
}

/** What is wrong with a change behind Pulumi's back; undefined when it can be made. */
export function driftProblem(set: Values, facts: ResourceFacts): string | undefined {
  for (const path of Object.keys(set)) {
    const [first = ""] = path.split(".");
    const known = Object.keys(facts.outputs);
    if (!known.includes(first)) return `${facts.token} has no property ${first}${didYouMean(first, known)}`;
    if (facts.secrets.includes(first))
      return `${first} of ${facts.token} is secret: the simulated account has no value`;
  }
  return undefined;
}

function setAt(values: Values, [first = "", ...rest]: readonly string[], value: Value): Values {
  return { ...values, [first]: setIn(values[first], rest, value) };
}

function setIn(before: Value | undefined, path: readonly string[], value: Value): Value {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (!isList(before)) return setAt(isObject(before) ? before : {}, path, value);
  const items = [...before];
  items[Number(first)] = setIn(items[Number(first)], rest, value);
  return items;
}
