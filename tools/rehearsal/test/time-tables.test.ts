import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openSdkFacts } from "@strata/sdk-facts";
import { describe, expect, it } from "vitest";
import { LAYER_START, timeOfKind } from "../src/time/kinds.ts";
import { TIMES, timeOf } from "../src/time/time-of.ts";

const sdk = openSdkFacts(import.meta.url);
const REPOSITORY = join(import.meta.dirname, "..", "..", "..");

/** Every type that a stack registers in any environment, by the golden lists. */
const registered = [
  ...new Set(
    globSync(join(REPOSITORY, "stacks/*/test/golden/*.txt")).flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .flatMap((line) => /^((?:aws|cloudflare|random):\S+:\S+) /.exec(line)?.[1] ?? []),
    ),
  ),
].sort();

describe("a row of the tables of times", () => {
  it.each(TIMES.map((row) => [`${row.action} ${row.type} ${row.when ?? ""}`, row] as const))(
    "%s is of a type that exists, is in order and has a source",
    (_, { type, seconds, source, when }) => {
      const facts = sdk.resource(type);
      expect(facts?.token).toBe(type);
      if (when !== undefined) expect(facts?.inputs).toContain(when[0]);
      expect(seconds.fast).toBeLessThanOrEqual(seconds.typical);
      expect(seconds.typical).toBeLessThanOrEqual(seconds.slow);
      expect(source.length).toBeGreaterThan(5);
    },
  );

  it("can be reached: none stands behind one that fits always, and none twice", () => {
    const seen = new Set<string>();
    for (const { type, action, when } of TIMES) {
      const key = `${action} ${type}`;
      expect(seen.has(key), `${key} ${when ?? ""}`).toBe(false);
      seen.add(when === undefined ? key : `${key} ${when}`);
    }
  });
});

describe("a time", () => {
  it.each(registered)("of %s is known, with its source", (type) => {
    for (const action of ["create", "update", "delete"] as const) {
      const { seconds, source } = timeOf(type, action, {});
      expect(source).not.toBe("");
      if (!type.startsWith("random:")) expect(seconds.typical).toBeGreaterThan(0);
    }
  });

  it("depends on an input where a row says so", () => {
    const instance = "aws:rds/instance:Instance";
    const [one, two] = [{}, { multiAz: true }].map((settings) => timeOf(instance, "create", settings).seconds.typical);
    expect(two).toBeGreaterThan(one ?? 0);
    expect(timeOf(instance, "create", { multiAz: false }).seconds.typical).toBe(one);
  });

  it("is nothing for what no cloud is called for", () => {
    for (const type of ["strata:data:Postgres", "awsx:ec2:Vpc", "random:index/randomPassword:RandomPassword"]) {
      expect(timeOfKind(type, "create").seconds).toEqual({ fast: 0, typical: 0, slow: 0 });
    }
  });

  it("is a call for a type without a row, and longer for a wait than for a call", () => {
    const call = timeOf("aws:glue/job:Job", "create", {}).seconds.typical;
    expect(call).toBeGreaterThan(0);
    for (const type of [
      "aws:ec2/natGateway:NatGateway",
      "aws:lb/loadBalancer:LoadBalancer",
      "aws:eks/cluster:Cluster",
    ]) {
      expect(timeOf(type, "create", {}).seconds.fast).toBeGreaterThan(10 * call);
    }
    expect(LAYER_START.seconds.typical).toBeGreaterThan(call);
  });
});
