import { describe, expect, it } from "vitest";
import type { Attempt } from "../src/refusals/attempt.ts";
import { quotas } from "../src/refusals/rules/quotas.ts";
import type { Rule } from "../src/refusals/rules/rule.ts";
import { memoryCloud, urnOf } from "./memory-cloud.ts";

/** How many the sentence says there may be. */
function mostOf({ rule }: Rule): number {
  return Number(/\d[\d,]*/.exec(rule)?.[0].replace(",", "") ?? "1");
}

/** One more of a type, where an environment has so many already. */
function oneMore({ types }: Rule, count: number, environment: string): Attempt {
  const { account, facts: sdk } = memoryCloud();
  const type = types[0] ?? "";
  const facts = sdk.resource(type);
  if (!facts) throw new Error(`${type} is no type`);
  const region = facts.inputs.includes("region") ? "eu-central-1" : "global";
  for (let number = 0; number < count; number++) {
    const id = `${number}`;
    account.put({ type, region, key: id, id, urn: urnOf(type, id, environment), inputs: {}, outputs: {} });
  }
  const place = { account: "123456789012", region: "eu-central-1" };
  return {
    operation: "create",
    facts,
    urn: urnOf(type, "more"),
    id: "",
    inputs: {},
    before: undefined,
    place,
    account,
  };
}

describe("the quota", () => {
  it.each(quotas.map((rule) => [rule.rule, rule] as const))("that %s", (_sentence, rule) => {
    const most = mostOf(rule);
    expect(rule.broken(oneMore(rule, most - 1, "threa-prod"))).toBeUndefined();
    expect(rule.broken(oneMore(rule, most, "threa-prod"))).toEqual(expect.stringMatching(/\w/));
    expect(rule.broken(oneMore(rule, most, "suna-prod"))).toBeUndefined();
  });
});
