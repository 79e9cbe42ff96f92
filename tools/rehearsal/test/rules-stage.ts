import { describe, expect, it } from "vitest";
import type { Attempt } from "../src/refusals/attempt.ts";
import { TABLES } from "../src/refusals/rules/registry.ts";
import type { Rule } from "../src/refusals/rules/rule.ts";
import type { Values } from "../src/wire/values.ts";
import { memoryCloud, urnOf } from "./memory-cloud.ts";

/** A resource that is there already: type, id, inputs, and what the cloud gave besides. */
export type There = readonly [type: string, id: string, inputs: Values, outputs?: Values];

/** Subnets in two zones, and one of another VPC. */
export const SUBNETS: readonly There[] = [
  ["aws:ec2/subnet:Subnet", "a", { vpcId: "vpc-1", availabilityZone: "eu-central-1a", cidrBlock: "10.0.1.0/24" }],
  ["aws:ec2/subnet:Subnet", "b", { vpcId: "vpc-1", availabilityZone: "eu-central-1b", cidrBlock: "10.0.2.0/28" }],
  ["aws:ec2/subnet:Subnet", "a2", { vpcId: "vpc-1", availabilityZone: "eu-central-1a" }],
  ["aws:ec2/subnet:Subnet", "other", { vpcId: "vpc-2", availabilityZone: "eu-central-1b" }],
];

/** What the cloud takes and what it refuses by one rule, in an account that has some resources. */
export interface Example {
  /** @default - the rule's first type */
  readonly type?: string;
  /** @default - eu-central-1 */
  readonly region?: string;
  readonly there?: readonly There[];
  /** More that is there for one of the two. */
  readonly goodThere?: readonly There[];
  readonly badThere?: readonly There[];
  readonly good: Values;
  readonly bad: Values;
}

/** The examples of a table, by the rules' sentences. */
export type Examples = Readonly<Record<string, Example>>;

/** One test a rule of a table: what the example calls good passes, what it calls bad is refused. */
export function testRules(table: string, examples: Examples): void {
  const rules = TABLES[table] ?? [];
  describe(`the rules of ${table}`, () => {
    it("have one example each", () => {
      expect(Object.keys(examples).sort()).toEqual(rules.map(({ rule }) => rule).sort());
    });

    it.each(rules.map((rule) => [rule.rule, rule] as const))("%s", (sentence, rule) => {
      const example = examples[sentence];
      if (!example) return expect(example).toBeDefined();
      expect(rule.broken(attemptOf(rule, example, example.good, example.goodThere))).toBeUndefined();
      expect(rule.broken(attemptOf(rule, example, example.bad, example.badThere))).toEqual(expect.stringMatching(/\w/));
    });
  });
}

function attemptOf(rule: Rule, example: Example, inputs: Values, more: readonly There[] = []): Attempt {
  const { type = rule.types[0] ?? "", region = "eu-central-1", there = [] } = example;
  const { account, facts: sdk } = memoryCloud();
  for (const [kind, id, given, outputs] of [...there, ...more]) {
    const home = sdk.resource(kind)?.inputs.includes("region") ? (given.region ?? region) : "global";
    const row = { id, key: id, type: kind, region: String(home), urn: urnOf(kind, id) };
    account.put({ ...row, inputs: given, outputs: { ...given, ...outputs } });
  }
  const facts = sdk.resource(type);
  if (!facts) throw new Error(`${type} is no type`);
  const place = { account: "123456789012", region };
  return { operation: "create", facts, urn: urnOf(type, "mine"), id: "", inputs, before: undefined, place, account };
}
