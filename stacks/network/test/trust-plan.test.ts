import { findRoot, loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { planParties, planTrust, ruleName } from "../src/trust-plan.ts";

const root = findRoot(import.meta.dirname) ?? "";
const rules = (environment: string, config: Readonly<Record<string, string>> = {}) =>
  planTrust(loadEnvironment(root, environment, config)).map(ruleName);

describe("planTrust", () => {
  it("lets the world reach a public service, and only services reach the stores", () => {
    expect(rules("threa-prod")).toEqual([
      "services-3000-from-0.0.0.0/0",
      "database-5432-from-services",
      "cache-6379-from-services",
    ]);
  });

  it("puts the load balancer between the world and the services where there is one", () => {
    expect(rules("threa-scaled")).toEqual([
      "loadBalancer-80-from-0.0.0.0/0",
      "loadBalancer-443-from-0.0.0.0/0",
      "services-3000-from-loadBalancer",
      "database-5432-from-services",
      "cache-6379-from-services",
    ]);
  });

  it("opens port 80 alone where the load balancer has no certificate, and 443 alone where HTTP is off", () => {
    const opened = (config: Readonly<Record<string, string>>) =>
      rules("threa-scaled", config).filter((rule) => rule.startsWith("loadBalancer-"));
    expect(opened({ "cluster.loadBalancer.https": "false" })).toEqual(["loadBalancer-80-from-0.0.0.0/0"]);
    expect(opened({ "cluster.loadBalancer.http": "off" })).toEqual(["loadBalancer-443-from-0.0.0.0/0"]);
  });

  it("opens the ports that an environment names, whatever listens there", () => {
    const named = { "cluster.loadBalancer.https": "false", "cluster.loadBalancer.ingressPorts": "[80, 443]" };
    expect(rules("threa-scaled", named).slice(0, 2)).toEqual([
      "loadBalancer-80-from-0.0.0.0/0",
      "loadBalancer-443-from-0.0.0.0/0",
    ]);
  });

  it("has no party, and no rule, for a store that is switched off", () => {
    const environment = loadEnvironment(root, "threa-budget");
    expect(planParties(environment)).toEqual(["services", "database"]);
    expect(rules("threa-budget").join()).not.toContain("cache");
  });

  it("makes one rule of two services at one port", () => {
    const twin = "{ image: { repository: app }, port: 3000, exposure: public, pubSub: none }";
    expect(rules("threa-prod", { "services.twin": twin })).toEqual(rules("threa-prod"));
  });
});
