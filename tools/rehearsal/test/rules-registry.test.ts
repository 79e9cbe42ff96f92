import { describe, expect, it } from "vitest";
import { create } from "../src/operations/lifecycle.ts";
import { TABLES } from "../src/refusals/rules/registry.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";

const rules = Object.values(TABLES).flat();

describe("the tables of rules", () => {
  it("are about types that the installed SDKs have", () => {
    const { facts } = memoryCloud();
    expect(rules.flatMap(({ types }) => types).filter((type) => facts.resource(type) === undefined)).toEqual([]);
  });

  it("say each rule once, with a code and a source", () => {
    const sentences = rules.map(({ rule }) => rule);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(rules.filter(({ code, source }) => !/^\w[\w.]*$/.test(code) || !source.includes(" "))).toEqual([]);
    expect(rules.length).toBeGreaterThan(180);
  });

  it("refuse a resource when it is deployed, with the code, and not in a preview", () => {
    const subject = { type: "aws:ec2/vpc:Vpc", urn: urnOf("aws:ec2/vpc:Vpc", "vpc") };
    const make = (preview: boolean) =>
      create(memoryCloud(), subject, { cidrBlock: "10.0.0.0/8" }, scopeIn("eu-central-1"), preview);
    expect(() => make(false)).toThrow(
      "creating aws:ec2/vpc:Vpc (vpc): api error InvalidVpc.Range: The CIDR '10.0.0.0/8' is invalid.",
    );
    expect(() => make(true)).not.toThrow();
  });
});
