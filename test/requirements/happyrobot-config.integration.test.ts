import { loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";

const prod = lived("happyrobot-prod");

describe("config", () => {
  it("HAPPY-067 lies in Spain and refuses another region", () => {
    expect(loadEnvironment(root, "happyrobot-dev").aws.region).toBe("eu-south-2");
    expect(() => loadEnvironment(root, "happyrobot-dev", { "aws.region": "us-east-1" })).toThrow(
      /residency: eu-south-2/,
    );
    const regions = Object.values(prod.stacks)
      .flat()
      .map(({ outputs }) => outputs.region)
      .filter((region) => region !== undefined);
    expect([...new Set(regions)]).toEqual(["eu-south-2"]);
  });

  it("HAPPY-096 HAPPY-097 exists as dev, staging and prod", () => {
    for (const tier of ["dev", "staging", "prod"]) expect(loadEnvironment(root, `happyrobot-${tier}`).tier).toBe(tier);
  });
});
