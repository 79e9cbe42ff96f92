import { describe, expect, it } from "vitest";
import { cacheFamily, planCacheParameters } from "../src/redis-plan.ts";

describe("a cache's parameter group", () => {
  it("belongs to the family of its version", () => {
    expect(["7.1", "7.0", "6.2", "5.0"].map(cacheFamily)).toEqual(["redis7", "redis7", "redis6.x", "redis5.0"]);
  });

  it("PROL-010 keeps Redis from evicting keys, in the family redis7", () => {
    const parameters = { "maxmemory-policy": "noeviction" };
    expect(planCacheParameters({ identifier: "app-redis", engineVersion: "7.0", parameters })).toEqual({
      name: "app-redis-redis7",
      family: "redis7",
      parameters: [{ name: "maxmemory-policy", value: "noeviction" }],
    });
  });

  it("is made only where a parameter is set, under a name that ElastiCache takes", () => {
    expect(planCacheParameters({ identifier: "c", engineVersion: "7.0", parameters: {} })).toBeUndefined();
    const parameters = { timeout: "60" };
    expect(planCacheParameters({ identifier: "c", engineVersion: "6.2", parameters })?.name).toMatch(/^[a-z0-9-]+$/);
  });
});
