import { describe, expect, it } from "vitest";
import { planInstances } from "../src/aurora-plan.ts";
import { parameterFamily, planParameters, upgradesItself } from "../src/postgres-plan.ts";

describe("an engine version", () => {
  it("belongs to the parameter family of its major", () => {
    expect(parameterFamily("15.4")).toBe("postgres15");
    expect(parameterFamily("17")).toBe("postgres17");
  });

  it("is upgraded by RDS only where no minor is named", () => {
    expect(upgradesItself("17")).toBe(true);
    expect(upgradesItself("15.4")).toBe(false);
  });
});

describe("a parameter group", () => {
  const postgres = { identifier: "db", engineVersion: "16.6", parameters: {} };
  const parameters = { max_connections: { value: "200", apply: "pending-reboot" } } as const;

  it("is made only where a parameter is set", () => {
    expect(planParameters({ ...postgres, mode: "aurora" })).toBeUndefined();
  });

  it("is of the family of its engine", () => {
    expect(planParameters({ ...postgres, mode: "aurora", parameters })).toEqual({
      name: "db-aurora-postgresql16",
      family: "aurora-postgresql16",
      parameters: [{ name: "max_connections", value: "200", applyMethod: "pending-reboot" }],
    });
    expect(planParameters({ ...postgres, mode: "instance", parameters })?.family).toBe("postgres16");
  });
});

describe("the instances of a cluster", () => {
  const plan = (instances: number) =>
    planInstances("postgres", { identifier: "db", aurora: { minAcu: 0.5, maxAcu: 2, instances } });

  it("RUN-017 lie in one zone after the other, the first two of them never in the same", () => {
    expect(plan(5).map(({ position }) => position % 3)).toEqual([0, 1, 2, 0, 1]);
  });

  it("have a writer, a reader that can take over at once, and further ones that follow their own load", () => {
    expect(plan(4).map(({ promotionTier }) => promotionTier)).toEqual([0, 1, 2, 2]);
  });

  it("keep their names when others join them", () => {
    expect(plan(3).slice(0, 2)).toEqual(plan(2));
    expect(plan(1)).toMatchObject([{ name: "postgres-1", identifier: "db-1" }]);
  });
});
