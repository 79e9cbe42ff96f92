import { describe, expect, test } from "vitest";
import { networkModeOf, planCapacity, planStrategy } from "../src/capacity-plan.ts";
import { environmentOf, serviceOf } from "./environments.ts";

const strategyOf = (name: string, key: string, pools: Record<string, string> = {}) =>
  planStrategy(serviceOf(name, key), environmentOf(name), pools);

describe("the capacity of a service", () => {
  test.each([
    ["threa-prod", "FARGATE"],
    ["threa-budget", "FARGATE_SPOT"],
  ])("is for %s %s (THREA-021)", (environment, capacityProvider) => {
    expect(strategyOf(environment, "app")).toEqual([{ capacityProvider, weight: 1 }]);
  });

  test("is one task on demand and Spot above it", () => {
    expect(strategyOf("suna-prod-fargate", "api")).toEqual([
      { capacityProvider: "FARGATE", base: 1, weight: 0 },
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ]);
  });

  test("is the named pool, by what the cluster layer calls it (RUN-067)", () => {
    const pools = { gpu: "anysource-enterprise-gpu" };
    expect(strategyOf("runlayer-enterprise", "tool-guard", pools)).toEqual([
      { capacityProvider: "anysource-enterprise-gpu", weight: 1 },
    ]);
  });

  test("is the only pool where none is named", () => {
    const service = { capacity: "ec2", onDemandBase: 0 } as const;
    expect(planStrategy(service, environmentOf("suna-dev"), { graviton: "suna-ecs-graviton" })).toEqual([
      { capacityProvider: "suna-ecs-graviton", weight: 1 },
    ]);
  });

  test("is missed by name where the cluster layer does not have it yet", () => {
    expect(() => strategyOf("suna-dev", "api")).toThrow("the deployed cluster has no pool graviton");
  });
});

describe("the placement of tasks on EC2", () => {
  test("fills an instance's memory before the next one (SUNA-017)", () => {
    expect(planCapacity(serviceOf("suna-dev", "api"))).toEqual({
      orderedPlacementStrategies: [{ type: "binpack", field: "memory" }],
      availabilityZoneRebalancing: "DISABLED",
    });
  });

  test("spreads them over zones, then over instances, unless told otherwise", () => {
    expect(planCapacity({ capacity: "ec2" })).toEqual({
      orderedPlacementStrategies: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "spread", field: "instanceId" },
      ],
    });
  });

  test("is not Fargate's, which has a platform version in its place (SUNA-017)", () => {
    expect(planCapacity(serviceOf("suna-prod-fargate", "api"))).toEqual({ platformVersion: "LATEST" });
  });
});

test("reaches a task at its own address unless tasks share their instance's", () => {
  expect(networkModeOf({ capacity: "fargate" })).toBe("awsvpc");
  expect(networkModeOf(serviceOf("suna-dev", "api"))).toBe("awsvpc");
  expect(networkModeOf({ capacity: "ec2", ec2: { networkMode: "bridge", placement: "spread" } })).toBe("bridge");
});
