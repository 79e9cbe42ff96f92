import { listEnvironments, loadEnvironment } from "@strata/shared-config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { POLICIES_LIMIT, POLICY_LIMIT, packPolicies } from "../src/pack.ts";
import { listOf, type Statement } from "../src/statement.ts";
import { ROOT, rolesOf } from "./roles.ts";

function statement(actions: number, length = 20): Statement {
  const names = Array.from({ length: actions }, (_, index) => `ecs:${String(index).padStart(length, "A")}`);
  return { Effect: "Allow", Action: names, Resource: "*" };
}

function size(document: object): number {
  return JSON.stringify(document).length;
}

it("fills a policy to the last character, and begins another one with the next", () => {
  const one = packPolicies([statement(3)]);
  const exact = size(one[0] ?? {});
  expect(packPolicies([statement(3)], { characters: exact, policies: 10 })).toEqual(one);
  const both = packPolicies([statement(3), statement(3)], { characters: exact, policies: 10 });
  expect(both).toHaveLength(2);
});

it("cuts a statement that is larger than a policy, and loses no action", () => {
  const packed = packPolicies([statement(500)]);
  expect(packed.length).toBeGreaterThan(1);
  const actions = packed.flatMap((policy) => policy.Statement.flatMap(({ Action }) => listOf(Action)));
  expect(new Set(actions)).toEqual(new Set(listOf(statement(500).Action)));
  expect(actions).toHaveLength(500);
});

it("refuses more policies than a role may have, and a single action that fits into none", () => {
  const many = Array.from({ length: POLICIES_LIMIT + 1 }, () => statement(200));
  expect(packPolicies(many.slice(1))).toHaveLength(POLICIES_LIMIT);
  expect(() => packPolicies(many)).toThrow(expect.objectContaining({ code: "POLICY_TOO_LARGE" }));
  expect(() => packPolicies([statement(1, POLICY_LIMIT)])).toThrow(
    expect.objectContaining({ code: "POLICY_TOO_LARGE" }),
  );
});

it("keeps every statement whole and within the limit, the same way each time", () => {
  const statements = fc.array(
    fc.integer({ min: 1, max: 120 }).map((count) => statement(count)),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(statements, (given) => {
      const packed = packPolicies(given, { characters: POLICY_LIMIT, policies: 100 });
      expect(packPolicies(given, { characters: POLICY_LIMIT, policies: 100 })).toEqual(packed);
      expect(packed.every((policy) => size(policy) <= POLICY_LIMIT)).toBe(true);
      const count = (all: readonly Statement[]) => all.flatMap(({ Action }) => listOf(Action)).length;
      expect(count(packed.flatMap(({ Statement }) => Statement))).toBe(count(given));
    }),
  );
});

describe.each(listEnvironments(ROOT))("%s", (name) => {
  it("has roles within AWS's limits: names, policies, characters", async () => {
    const roles = Object.values(await rolesOf(name));
    const { naming } = loadEnvironment(ROOT, name);
    for (const role of roles) {
      expect(role.name.length).toBeLessThanOrEqual(64);
      expect(role.name.startsWith(`${naming.base}-deploy-`)).toBe(true);
      expect(Object.keys(role.policies).length).toBeLessThanOrEqual(POLICIES_LIMIT);
      for (const policy of Object.values(role.policies)) expect(size(policy)).toBeLessThanOrEqual(POLICY_LIMIT);
    }
    expect(new Set(roles.map((role) => role.name)).size).toBe(6);
  });
});
