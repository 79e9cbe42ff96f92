import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planPools } from "../src/pools/pool-plan.ts";
import { environment } from "./environment.ts";

describe("the pools that are made", () => {
  test("is Graviton, with one On-Demand instance and Spot above it (SUNA-011, SUNA-012)", () => {
    expect(planPools(environment("suna-prod"))).toMatchObject([
      {
        key: "graviton",
        name: "suna-ecs-graviton",
        services: ["api"],
        imageParameter: "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id",
        size: { min: 1, max: 6, desired: 2 },
        mix: {
          instanceTypes: ["t4g.medium", "t4g.large", "c6g.large", "c6g.xlarge"],
          onDemandBase: 1,
          onDemandPercentAboveBase: 0,
        },
      },
    ]);
  });

  test("has GPUs where ToolGuard is enabled (RUN-038)", () => {
    expect(planPools(environment("runlayer-enterprise"))).toMatchObject([
      { key: "gpu", hasGpus: true, services: ["tool-guard"], mix: { instanceTypes: ["g6f.2xlarge"] } },
    ]);
  });

  test("is none where no service that is deployed runs on the pool (RUN-029)", () => {
    expect(planPools(environment("runlayer-prod"))).toEqual([]);
    expect(planPools(environment("suna-prod-fargate"))).toEqual([]);
  });

  test("are those in use, in the environment's order, each service on exactly one", () => {
    const { cluster, services } = environment("suna-prod");
    const [api, pool] = [services.api, cluster.capacity.pools.graviton];
    if (api === undefined || pool === undefined) expect.fail("suna-prod has the service api on the pool graviton");
    const keys = ["alpha", "beta", "gamma"];
    const anyUse = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.constantFrom("fargate", ...keys));
    fc.assert(
      fc.property(anyUse, (use) => {
        const plans = planPools({
          cluster: {
            ...cluster,
            capacity: { fargate: true, pools: Object.fromEntries(keys.map((key) => [key, { ...pool, name: key }])) },
          },
          services: Object.fromEntries(
            Object.entries(use).map(([key, on]) => [
              key,
              on === "fargate" ? { ...api, capacity: on, pool: undefined } : { ...api, pool: on },
            ]),
          ),
        });
        expect(plans.map(({ key }) => key)).toEqual(keys.filter((key) => Object.values(use).includes(key)));
        const placed = plans.flatMap(({ key, services }) => services.map((service) => [service, key]));
        expect(Object.fromEntries(placed)).toEqual(
          Object.fromEntries(Object.entries(use).filter(([, on]) => on !== "fargate")),
        );
      }),
    );
  });
});
