import { findRoot, loadEnvironment } from "@strata/shared-config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planGroups } from "../src/parties.ts";
import { planTrust, ruleName } from "../src/trust-plan.ts";

type Config = Readonly<Record<string, string>>;

const root = findRoot(import.meta.dirname) ?? "";
const environmentOf = (name: string, config: Config = {}) => loadEnvironment(root, name, config);
const rules = (name: string, config: Config = {}) => planTrust(environmentOf(name, config)).map(ruleName);
const rulesTo = (party: string, name: string, config: Config = {}) =>
  rules(name, config).filter((rule) => rule.startsWith(`${party}-`));
const made = (name: string, config: Config = {}) =>
  planGroups(environmentOf(name, config)).flatMap(({ party, adopted }) => (adopted === undefined ? [party] : []));

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
    const opened = (config: Config) => rulesTo("loadBalancer", "threa-scaled", config);
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

  it.each(["true", "false"])("RUN-008 RUN-045 opens each port to each range, with the web ACL %s", (enabled) => {
    const allowlist = "[203.0.113.0/24]";
    expect(
      rulesTo("loadBalancer", "runlayer-enterprise", {
        "edge.waf": `{ enabled: ${enabled}, allowlist: ${allowlist} }`,
      }),
    ).toEqual([
      "loadBalancer-80-from-203.0.113.0/24",
      "loadBalancer-80-from-198.51.100.0/24",
      "loadBalancer-443-from-203.0.113.0/24",
      "loadBalancer-443-from-198.51.100.0/24",
    ]);
  });

  it.each(["true", "false"])("RUN-045 is open to all where no range is named, with the web ACL %s", (enabled) => {
    const waf = `{ enabled: ${enabled}, allowlist: [203.0.113.0/24] }`;
    expect(rulesTo("loadBalancer", "runlayer-prod", { "edge.waf": waf })).toEqual([
      "loadBalancer-80-from-0.0.0.0/0",
      "loadBalancer-443-from-0.0.0.0/0",
    ]);
  });

  it("has no party, and no rule, for a store that is switched off or elsewhere", () => {
    expect(made("threa-budget")).toEqual(["services", "database"]);
    expect(rules("threa-budget").join()).not.toContain("cache");
    expect(made("threa-budget", { "data.postgres.mode": "external", "services.app.secrets": "{}" })).toEqual([
      "services",
    ]);
  });

  it("makes one rule of two services at one port", () => {
    const twin = "{ image: { repository: app }, port: 3000, exposure: public, pubSub: none }";
    expect(rules("threa-prod", { "services.twin": twin })).toEqual(rules("threa-prod"));
  });

  it("lets nobody reach a service without a port", () => {
    const worker = "{ image: { repository: worker } }";
    expect(rules("proliferate-dev", { "services.quiet": worker })).toEqual(rules("proliferate-dev"));
  });

  it("RUN-069 opens an internal service to those that call it", () => {
    expect(rulesTo("services", "runlayer-enterprise")).toContain("services-8080-from-services");
    expect(rulesTo("services", "runlayer-dev")).not.toContain("services-8080-from-services");
    const own = { "network.serviceSecurityGroups": "perService" };
    expect(rulesTo("service-tool-guard", "runlayer-enterprise", own)).toEqual([
      "service-tool-guard-8080-from-service-backend",
    ]);
  });

  it("opens the ports that Docker gives to tasks in network mode bridge", () => {
    const bridge = {
      "services.frontend.capacity": "ec2",
      "services.frontend.pool": "gpu",
      "services.frontend.ec2.networkMode": "bridge",
    };
    const rows = planTrust(environmentOf("runlayer-enterprise", bridge));
    expect(rows.find(({ purpose }) => purpose === "requests for frontend")).toMatchObject({
      from: "loadBalancer",
      port: { first: 32_768, last: 65_535 },
    });
    expect(rows.map(ruleName)).toContain("services-32768-65535-from-loadBalancer");
  });

  it("says whose group is missing where the load balancer exists and the services' group is made", () => {
    const arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/main/50dc6c495c0c9191";
    const listenerArn = `${arn.replace(":loadbalancer/", ":listener/")}/0467ef3c8400ae65`;
    const config = {
      "cluster.loadBalancer.existing": `{ arn: "${arn}", listenerArn: "${listenerArn}" }`,
      "cluster.loadBalancer.https": "false",
    };
    expect(() => rules("runlayer-enterprise", config)).toThrow(/securityGroups\.loadBalancer: is required/);
    const named = { ...config, "network.existing.securityGroups.loadBalancer": "sg-0123456789" };
    expect(rulesTo("services", "runlayer-enterprise", named)).toContain("services-80-from-loadBalancer");
    expect(rulesTo("loadBalancer", "runlayer-enterprise", named)).toEqual([]);
  });
});

describe("a security group for each service", () => {
  it("PROL-007 is there for worker, proxy and gateway, and only the load balancer reaches the last two", () => {
    expect(made("proliferate-dev")).toEqual([
      "loadBalancer",
      "service-worker",
      "service-llm-proxy",
      "service-gateway",
      "database",
      "cache",
    ]);
    expect(rulesTo("service", "proliferate-dev")).toEqual([
      "service-llm-proxy-4000-from-loadBalancer",
      "service-gateway-8787-from-loadBalancer",
    ]);
  });

  it("PROL-006 reaches a store only where its service asks for it", () => {
    expect(rulesTo("cache", "proliferate-dev")).toEqual([
      "cache-6379-from-service-worker",
      "cache-6379-from-service-gateway",
    ]);
    expect(rulesTo("database", "proliferate-dev")).toEqual([
      "database-5432-from-service-worker",
      "database-5432-from-service-llm-proxy",
      "database-5432-from-service-gateway",
    ]);
  });

  it("counts what further containers ask for, and what a service is told of one that it calls", () => {
    const image = "image: { repository: worker }";
    const config = {
      "services.a": `{ ${image}, containers: { side: { start: beside, secrets: { URL: { redis: url } } } } }`,
      "services.b": `{ ${image}, calls: { a: { secrets: { URL: { redis: url } } } } }`,
      "services.c": `{ ${image} }`,
      "services.a.exposure": "internal",
      "services.a.port": "9000",
    };
    const cache = rulesTo("cache", "proliferate-dev", config);
    expect(cache).toEqual(expect.arrayContaining(["cache-6379-from-service-a", "cache-6379-from-service-b"]));
    expect(cache).not.toContain("cache-6379-from-service-c");
  });

  it("opens the database to the migration's service, whatever it asks for", () => {
    const mute = { "services.gateway.secrets": "null" };
    expect(rulesTo("database", "proliferate-dev", mute)).toContain("database-5432-from-service-gateway");
    expect(rulesTo("cache", "proliferate-dev", mute)).not.toContain("cache-6379-from-service-gateway");
  });
});

describe("adopted security groups", () => {
  it("SUNA-004 SUNA-005 leave none to be made", () => {
    for (const name of ["suna-dev", "suna-staging", "suna-prod", "suna-prod-fargate"]) expect(made(name)).toEqual([]);
  });

  it("take the place of the group of their party alone", () => {
    const config = { "network.existing.securityGroups": "{ services: sg-0123456789 }" };
    expect(made("runlayer-enterprise", config)).toEqual(["loadBalancer", "database", "cache"]);
    expect(rulesTo("database", "runlayer-enterprise", config)).toEqual(["database-5432-from-services"]);
  });
});

describe("every rule", () => {
  it("is between groups that the environment has, and there once", () => {
    const names = ["runlayer-prod", "runlayer-enterprise", "proliferate-prod", "happyrobot-prod", "threa-scaled"];
    const grouping = fc.constantFrom("shared", "perService");
    const switches = fc.record({
      "data.redis.mode": fc.constantFrom("node", "replicationGroup"),
      "network.serviceSecurityGroups": grouping,
      "cluster.loadBalancer.http": fc.constantFrom("redirect", "serve", "off"),
    });
    fc.assert(
      fc.property(fc.constantFrom(...names), switches, (name, config) => {
        const environment = environmentOf(name, config);
        const parties = planGroups(environment).map(({ party }) => party);
        const rows = planTrust(environment);
        for (const { to, from } of rows) {
          expect(parties).toContain(to);
          if (typeof from === "string") expect(parties).toContain(from);
        }
        expect(new Set(rows.map(ruleName)).size).toBe(rows.length);
        expect(new Set(parties).size).toBe(parties.length);
      }),
      { numRuns: 40 },
    );
  });
});
