import { describe, expect, it } from "vitest";
import { explain, loadEnvironment } from "../src/index.ts";
import { PRODUCT, repository } from "./repository.ts";

describe("loadEnvironment", () => {
  it("takes a value from stack config before the environment, the product, the tier and the default", () => {
    const root = repository({
      "environments/shop-prod.yaml": "product: shop\ntier: prod\nservices: { web: { cpu: 512, memory: 2048 } }\n",
    });
    const environment = loadEnvironment(root, "shop-prod", { "services.web.memory": "1024" });
    expect(environment.services.web?.memory).toBe(1024);
    expect(environment.services.web?.cpu).toBe(512);
    expect(environment.services.web?.desiredCount).toBe(2);
    expect(environment.network.zones).toBe(3);
    expect(environment.network.nat).toBe("none");
  });

  it("lets a product's section for the tier win over the rest of the product", () => {
    const root = repository({ "environments/shop-dev.yaml": "product: shop\ntier: dev\n" });
    expect(loadEnvironment(root, "shop-dev").services.web?.desiredCount).toBe(1);
    expect(loadEnvironment(root, "shop-prod").services.web?.desiredCount).toBe(2);
  });

  it("takes away what a stronger source sets to null", () => {
    const product = `${PRODUCT.replace("    port: 8080\n", "    port: 8080\n    scaling: { min: 1, max: 3, cpuPercent: 70 }\n")}`;
    const root = repository({ "products/shop.yaml": product });
    expect(loadEnvironment(root, "shop-prod").services.web?.scaling?.max).toBe(3);
    expect(
      loadEnvironment(root, "shop-prod", { "services.web.scaling": "null" }).services.web?.scaling,
    ).toBeUndefined();
  });

  it("replaces lists instead of joining them", () => {
    const root = repository();
    const overrides = { "services.web.publicCidrs": "[198.51.100.0/24]" };
    expect(loadEnvironment(root, "shop-prod", overrides).services.web?.publicCidrs).toEqual(["198.51.100.0/24"]);
  });

  it("takes digits for a text where the setting is one, zeros and all", () => {
    const overrides = { "aws.accountId": "012345678901", "data.redis.engineVersion": "7.10" };
    const { aws, data } = loadEnvironment(repository(), "shop-prod", overrides);
    expect([aws.accountId, data.redis.engineVersion]).toEqual(["012345678901", "7.10"]);
  });

  it("renames paths, log groups and names together with the application", () => {
    const root = repository({
      "products/shop.yaml": PRODUCT.replace(
        "    port: 8080",
        "    name: ${app}\n    logGroup: /ecs/${app}\n    port: 8080",
      ),
    });
    const environment = loadEnvironment(root, "shop-prod", { app: "market" });
    expect(environment.services.web).toMatchObject({ name: "market", logGroup: "/ecs/market" });
    expect(environment.data.secrets.path).toBe("/market");
    expect(environment.cluster.name).toBe("market");
  });

  it("puts the suffix on every physical name", () => {
    const environment = loadEnvironment(repository(), "shop-prod", { "naming.suffix": "-two" });
    expect(environment.cluster.name).toBe("shop-two");
    expect(environment.cluster.loadBalancer.name).toBe("shop-alb-two");
    expect(environment.cluster.repositories.web?.name).toBe("shop-web-two");
    expect(environment.data.postgres.identifier).toBe("shop-postgres-two");
    expect(environment.services.web?.logGroup).toBe("/ecs/shop-web-two");
  });
});

describe("explain", () => {
  it("names every source of a value with its line, the winner first", () => {
    expect(explain(repository(), "shop-prod", "network.zones", { "network.zones": "2" })).toEqual([
      { kind: "stack config", label: "strata:network.zones", line: undefined, value: 2 },
      { kind: "tier", label: "tiers/prod.yaml", line: 1, value: 3 },
    ]);
    expect(explain(repository(), "shop-prod", "services.web.port")[0]).toMatchObject({
      label: "products/shop.yaml",
      line: 11,
    });
  });

  it("says that a value is the schema's default", () => {
    expect(explain(repository(), "shop-prod", "network.nat")).toEqual([
      { kind: "default", label: "schema", line: undefined, value: "none" },
    ]);
  });

  it("refuses a path that is no setting and lists those beside it", () => {
    expect(() => explain(repository(), "shop-prod", "network.nats")).toThrow(
      /network\.nats.*there are: cidr, existing, zones/s,
    );
  });
});
