import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describeError, loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isSecretPath } from "../../libs/shared-config/src/layer/secret-paths.ts";
import { lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";

const prod = lived("suna-prod");
const fargate = lived("suna-prod-fargate");
const copied = lived("suna-copy");
const dev = lived("suna-dev");
const alarm = (thing: string) => {
  const found = prod
    .all("aws:cloudwatch/metricAlarm:MetricAlarm")
    .filter(({ inputs }) => inputs.name === `suna-${thing}`);
  return found[0]?.inputs ?? {};
};
const record = (name: string) =>
  prod.all("cloudflare:index/dnsRecord:DnsRecord").find(({ inputs }) => inputs.name === name)?.inputs;

describe("the Lightsail backend", () => {
  it("SUNA-028 SUNA-029 is an instance with its key pair, cloudflared beside the API, and port 8000 closed", () => {
    expect(prod.one("aws:lightsail/instance:Instance").inputs).toMatchObject({ keyPairName: "suna-production" });
    const ports = JSON.stringify(prod.one("aws:lightsail/instancePublicPorts:InstancePublicPorts").inputs.portInfos);
    expect(ports).toContain('"fromPort":22');
    expect(ports).not.toContain("8000");
  });

  it("SUNA-034 SUNA-055 is found at api-lightsail.kortix.com through a tunnel whose id is a secret", () => {
    expect(record("api-lightsail.kortix.com")).toMatchObject({ type: "CNAME", proxied: true, content: "[secret]" });
    const text = JSON.stringify(prod.stacks.edge);
    expect(text).not.toMatch(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.cfargotunnel/);
  });

  it("SUNA-035 gets the tunnel's requests at port 8000, and nothing else does", () => {
    const { inputs } = prod.one("cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig");
    expect(inputs.config).toMatchObject({
      ingresses: [
        { hostname: "api-lightsail.kortix.com", service: "http://localhost:8000" },
        { service: "http_status:404" },
      ],
    });
  });
});

describe("the router", () => {
  it("SUNA-030 SUNA-031 SUNA-032 answers api.kortix.com and passes requests to Lightsail", () => {
    const script = prod.one("cloudflare:index/workersScript:WorkersScript").inputs;
    expect(script.scriptName).toBe("api-kortix-router");
    expect(script.bindings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "ACTIVE_BACKEND", type: "plain_text", text: "lightsail" }),
      ]),
    );
    expect(prod.one("cloudflare:index/workersCustomDomain:WorkersCustomDomain").inputs).toMatchObject({
      hostname: "api.kortix.com",
      service: "api-kortix-router",
    });
    expect(prod.outputs("edge").publicUrls).toEqual(["https://api.kortix.com"]);
  });

  it("SUNA-033 SUNA-036 knows ECS too, at api-ecs.kortix.com, which leads to the load balancer", () => {
    expect(record("api-ecs.kortix.com")).toMatchObject({
      type: "CNAME",
      content: "suna-alb-1234567890.us-west-2.elb.amazonaws.com",
    });
    expect(fargate.one("cloudflare:index/workersScript:WorkersScript").inputs.bindings).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: "ACTIVE_BACKEND", text: "ecs" })]),
    );
  });

  it("SUNA-037 is switched to ECS by a change of edge alone: one update, of the Worker", () => {
    const changed = prod.change?.layers.map(({ layer, changes: { same, ...counts } }) => [layer, counts]) ?? [];
    const none = { create: 0, update: 0, replace: 0, delete: 0 };
    expect(Object.fromEntries(changed)).toEqual({
      network: none,
      data: none,
      cluster: none,
      services: none,
      edge: { ...none, update: 1 },
      observability: none,
    });
  });

  it("SUNA-031 refuses a backend that there is not", () => {
    expect(() => loadEnvironment(root, "suna-prod", { "edge.router.active": "heroku" })).toThrow(/no such backend/);
  });
});

describe("observability", () => {
  const ecs = { namespace: "AWS/ECS", comparisonOperator: "GreaterThanThreshold", statistic: "Average" };

  it.each([
    ["SUNA-038", "api-cpu-warning", "CPUUtilization", 70, "warning"],
    ["SUNA-039", "api-cpu-critical", "CPUUtilization", 85, "critical"],
    ["SUNA-040", "api-memory-warning", "MemoryUtilization", 75, "warning"],
    ["SUNA-041", "api-memory-critical", "MemoryUtilization", 90, "critical"],
  ])("%s has the alarm %s", (_id, name, metricName, threshold, severity) => {
    expect(alarm(name)).toMatchObject({ ...ecs, metricName, threshold, tags: { severity } });
  });

  it("SUNA-042 rings critically when no task runs", () => {
    expect(alarm("api-running-tasks-critical")).toMatchObject({
      namespace: "ECS/ContainerInsights",
      metricName: "RunningTaskCount",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
      tags: { severity: "critical" },
    });
  });

  it("SUNA-043 warns when one answer of a hundred takes more than 2 s", () => {
    expect(alarm("api-latency-warning")).toMatchObject({
      namespace: "AWS/ApplicationELB",
      metricName: "TargetResponseTime",
      extendedStatistic: "p99",
      threshold: 2,
      dimensions: {
        TargetGroup: "targetgroup/suna-api/6d0ecf831eec9f09",
        LoadBalancer: "app/suna-alb/50dc6c495c0c9188",
      },
      tags: { severity: "warning" },
    });
  });

  it("SUNA-044 warns when more than 5 % of the requests fail", () => {
    const errors = alarm("api-errors-warning");
    expect(errors).toMatchObject({ threshold: 5, comparisonOperator: "GreaterThanThreshold" });
    const queries = JSON.stringify(errors.metricQueries);
    for (const part of ["HTTPCode_Target_5XX_Count", "RequestCount", "100"]) expect(queries).toContain(part);
  });

  it("SUNA-045 says of each alarm how bad it is: 4 warnings, 3 critical ones", () => {
    const severities = prod
      .all("aws:cloudwatch/metricAlarm:MetricAlarm")
      .map(({ inputs }) => JSON.stringify(inputs.tags).match(/"severity":"(\w+)"/)?.[1]);
    expect(severities.sort()).toEqual([...Array(3).fill("critical"), ...Array(4).fill("warning")]);
  });

  it("SUNA-046 SUNA-047 tells the topic, and each address by mail", () => {
    const topic = prod.one("aws:sns/topic:Topic").outputs.arn;
    for (const { inputs } of prod.all("aws:cloudwatch/metricAlarm:MetricAlarm")) {
      expect(inputs.alarmActions).toEqual([topic]);
    }
    const subscriptions = prod.all("aws:sns/topicSubscription:TopicSubscription");
    for (const { inputs } of subscriptions) expect(inputs.protocol).toBe("email");
    expect(subscriptions.map(({ inputs }) => inputs.endpoint).sort()).toEqual([
      "oncall@example.com",
      "platform@example.com",
    ]);
  });

  it("SUNA-048 has a dashboard, and its address as an output", () => {
    expect(prod.all("aws:cloudwatch/dashboard:Dashboard")).toHaveLength(1);
    expect(prod.outputs("observability").dashboardUrl).toMatch(/^https:\/\/.*us-west-2.*dashboards/);
  });
});

describe("backups", () => {
  const rules = (life: typeof prod) => life.one("aws:backup/plan:Plan").inputs.rules;

  it("SUNA-049 SUNA-050 are taken daily for 30 days and weekly for 120", () => {
    expect(rules(prod)).toMatchObject([
      { ruleName: "daily", lifecycle: { deleteAfter: 30 } },
      { ruleName: "weekly", lifecycle: { deleteAfter: 120 } },
    ]);
    expect(dev.all("aws:backup/plan:Plan")).toEqual([]);
  });

  it("SUNA-051 SUNA-052 are copied to a second region on request, and kept as long as is said", () => {
    expect(JSON.stringify(rules(prod))).not.toContain("copyActions");
    expect(prod.all("aws:backup/vault:Vault")).toHaveLength(1);
    const vaults = copied.all("aws:backup/vault:Vault").map(({ outputs }) => String(outputs.arn));
    expect(vaults.filter((arn) => arn.includes(":us-east-2:"))).toHaveLength(1);
    expect(rules(copied)).toMatchObject([
      { lifecycle: { deleteAfter: 45 }, copyActions: [{ lifecycle: { deleteAfter: 60 } }] },
      { lifecycle: { deleteAfter: 120 }, copyActions: [{ lifecycle: { deleteAfter: 60 } }] },
    ]);
  });

  it("SUNA-053 say what they protect, with a role of their own", () => {
    const { iamRoleArn, ...selection } = prod.one("aws:backup/selection:Selection").inputs;
    expect(String(iamRoleArn)).toMatch(/^arn:aws:iam::\d{12}:role\/suna-backup/);
    expect(JSON.stringify(selection)).toContain("strata:environment");
  });
});

describe("configuration", () => {
  it("SUNA-056 names every required key that is missing, in one error", () => {
    const missing = {
      "network.existing": "null",
      "cluster.loadBalancer.existing": "null",
      "services.api.image.uri": "null",
      "services.api.route.targetGroupArn": "null",
      "edge.router.backends.lightsail.lightsail.keyPair": "null",
      "observability.emails": "null",
    };
    let text = "";
    try {
      loadEnvironment(root, "suna-prod", missing);
    } catch (error) {
      text = describeError(error);
    }
    expect(text.match(/is required by the product suna/g)).toHaveLength(11);
  });

  it("SUNA-058 SUNA-059 has the environments dev, staging and prod, in us-west-2", () => {
    for (const tier of ["dev", "staging", "prod"]) {
      expect(loadEnvironment(root, `suna-${tier}`)).toMatchObject({ tier, aws: { region: "us-west-2" } });
    }
  });

  it("SUNA-060 keeps no secret in plain in the stacks' files", () => {
    const files = globSync("*/Pulumi.*.yaml", { cwd: join(root, "stacks") });
    for (const file of files) {
      const { config = {} }: { config?: Record<string, unknown> } = parse(
        readFileSync(join(root, "stacks", file), "utf8"),
      );
      for (const [key, value] of Object.entries(config)) {
        if (!isSecretPath(key.replace("strata:", ""))) continue;
        expect({ file, key, value }).toEqual({ file, key, value: { secure: expect.any(String) } });
      }
    }
  });

  it("SUNA-054 SUNA-055 SUNA-077 keeps the secret's ARN and the tunnel's id in the stack's config, as secrets", () => {
    expect(isSecretPath("data.secrets.entries.app-env.arn")).toBe(true);
    expect(isSecretPath("edge.router.backends.lightsail.tunnelId")).toBe(true);
  });
});
