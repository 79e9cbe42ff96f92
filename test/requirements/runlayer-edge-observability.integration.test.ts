import { loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { json, lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";

const dev = lived("runlayer-dev");
const prod = lived("runlayer-prod");
const enterprise = lived("runlayer-enterprise");

describe("configuration", () => {
  it.each([
    ["RUN-074", "aws.accountId"],
    ["RUN-075", "aws.region"],
    ["RUN-076", "dns.names"],
    ["RUN-077", "services.backend.environment.AUTH_CLIENT_ID"],
  ])("%s requires %s", (_id, path) => {
    expect(() => loadEnvironment(root, "runlayer-prod", { [path]: "null" })).toThrow(
      `${path} = null: is required by the product runlayer`,
    );
  });

  it("RUN-074 RUN-075 deploys to that account and region alone", () => {
    const { aws } = loadEnvironment(root, "runlayer-prod");
    expect(aws).toMatchObject({ accountId: "123456789012", region: "us-east-1" });
    expect(() => loadEnvironment(root, "runlayer-prod", { "aws.accountId": "'12345'" })).toThrow(/12 digits/);
  });

  it("RUN-078 takes the API key as a secret of the stack's config", () => {
    expect(loadEnvironment(root, "runlayer-prod").data.secrets.entries["auth-api-key"]).toMatchObject({
      source: "config",
      presence: "required",
    });
  });

  it("RUN-080 RUN-081 has a development, a production and an enterprise environment", () => {
    for (const life of [dev, prod, enterprise]) expect(life.deploy.status).toBe("succeeded");
  });

  it("RUN-107 warns of costs where a budget is set", () => {
    const config = { "observability.budget.monthlyUsd": "500" };
    expect(loadEnvironment(root, "runlayer-prod", config).observability.budget).toEqual({ monthlyUsd: 500 });
  });
});

describe("edge and observability", () => {
  it("RUN-039 RUN-040 points the domain at the load balancer in its zone, or leaves DNS to others", () => {
    const alias = dev.all("aws:route53/record:Record", "edge")[0]?.inputs;
    expect(alias).toMatchObject({ type: "A", name: "mcp.dev.example.com" });
    expect(prod.all("aws:route53/record:Record")).toEqual([]);
  });

  it("RUN-041 RUN-042 RUN-043 RUN-044 blocks who is not on the list, and counts and logs it", () => {
    const acl = enterprise.one("aws:wafv2/webAcl:WebAcl").inputs;
    expect(acl).toMatchObject({ scope: "REGIONAL", defaultAction: { block: {} } });
    expect(JSON.stringify(acl.rules)).toContain("ipSetReferenceStatement");
    expect(acl.visibilityConfig).toMatchObject({ cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true });
    expect(enterprise.one("aws:wafv2/ipSet:IpSet").inputs).toMatchObject({
      ipAddressVersion: "IPV4",
      addresses: ["203.0.113.0/24", "198.51.100.42/32"],
    });
    expect(enterprise.all("aws:wafv2/webAclAssociation:WebAclAssociation")).toHaveLength(1);
    expect(enterprise.all("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration")).toHaveLength(1);
    expect(prod.all("aws:wafv2/webAcl:WebAcl")).toEqual([]);
  });

  it.each([
    ["neither", {}],
    ["the group's ranges alone", { "cluster.loadBalancer.ingressCidrs": "[203.0.113.0/24]" }],
    ["the web ACL alone", { "edge.waf": "{ enabled: true, allowlist: [203.0.113.0/24] }" }],
    [
      "both",
      {
        "cluster.loadBalancer.ingressCidrs": "[203.0.113.0/24]",
        "edge.waf": "{ enabled: true, allowlist: [203.0.113.0/24] }",
      },
    ],
  ])("RUN-045 may have %s", (_what, config: Record<string, string>) => {
    expect(loadEnvironment(root, "runlayer-prod", config).cluster.loadBalancer.enabled).toBe(true);
  });

  it("RUN-092 RUN-094 shows CPU, memory, tasks and health of both services", () => {
    expect(prod.one("aws:ecs/cluster:Cluster").inputs.settings).toMatchObject([
      { name: "containerInsights", value: "enabled" },
    ]);
    const body = JSON.stringify(json(prod.one("aws:cloudwatch/dashboard:Dashboard").inputs.dashboardBody));
    for (const word of [
      "CPUUtilization",
      "MemoryUtilization",
      "RunningTaskCount",
      "HealthyHostCount",
      "backend",
      "frontend",
    ]) {
      expect(body).toContain(word);
    }
  });

  it("RUN-070 RUN-093 rings for unhealthy services and for resources that run short", () => {
    const names = prod.all("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs.name);
    for (const key of ["backend", "frontend"]) {
      for (const thing of ["cpu", "memory", "running-tasks", "unhealthy-targets"]) {
        expect(names).toContain(`anysource-production-${key}-${thing}`);
      }
    }
    const toolGuard = enterprise.all("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs.name);
    expect(toolGuard).toContain("anysource-enterprise-tool-guard-running-tasks");
  });
});
