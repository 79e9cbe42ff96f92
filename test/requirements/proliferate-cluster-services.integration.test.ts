import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listProducts, loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { containersOf } from "../lives/containers.ts";
import { lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";

const dev = lived("proliferate-dev");
const prod = lived("proliferate-prod");
const options = lived("proliferate-options");
const service = (life: typeof dev, key: string) =>
  life.all("aws:ecs/service:Service").find(({ inputs }) => String(inputs.name).startsWith(`proliferate-${key}`))
    ?.inputs;
const size = (life: typeof dev, family: string) => {
  const found = life.all("aws:ecs/taskDefinition:TaskDefinition").find(({ inputs }) => inputs.family === family);
  return `${found?.inputs.cpu}/${found?.inputs.memory}`;
};
const listeners = (life: typeof dev) => life.all("aws:lb/listener:Listener").map(({ inputs }) => inputs);
const targetGroup = (port: number) =>
  dev.all("aws:lb/targetGroup:TargetGroup").find(({ inputs }) => inputs.port === port)?.inputs;

describe("cluster", () => {
  it("PROL-029 has Container Insights", () => {
    expect(dev.one("aws:ecs/cluster:Cluster").inputs.settings).toMatchObject([
      { name: "containerInsights", value: "enabled" },
    ]);
  });

  it("PROL-031 PROL-032 keeps images of worker and proxy, and lets old ones go", () => {
    const names = dev.all("aws:ecr/repository:Repository").map(({ inputs }) => String(inputs.name));
    expect(names).toEqual(expect.arrayContaining(["proliferate-worker-dev", "proliferate-llm-proxy-dev"]));
    expect(dev.all("aws:ecr/lifecyclePolicy:LifecyclePolicy")).toHaveLength(names.length);
  });

  it("PROL-033 PROL-036 PROL-064 PROL-065 serves HTTP, and HTTPS with the certificate that is given", () => {
    expect(listeners(dev).map(({ port }) => port)).toEqual([80]);
    const https = listeners(prod).find(({ port }) => port === 443);
    expect(https?.certificateArn).toBe(
      loadEnvironment(root, "proliferate-prod").cluster.loadBalancer.https === false
        ? "none"
        : "arn:aws:acm:us-east-1:123456789012:certificate/21234567-89ab-cdef-0123-456789abcdef",
    );
    expect(() => loadEnvironment(root, "proliferate-dev", { "cluster.loadBalancer.https": "{}" })).toThrow(
      /HTTPS needs a certificate/,
    );
  });

  it("PROL-027 PROL-065 takes the certificate's ARN as a secret of the stack's config, too", async () => {
    const { MAYBE_SECRET_PATHS } = await import("../../libs/shared-config/src/layer/secret-paths.ts");
    expect(MAYBE_SECRET_PATHS).toContain("cluster.loadBalancer.https.certificateArn");
  });

  it("PROL-034 checks the health of the proxy's tasks", () => {
    expect(targetGroup(4000)?.healthCheck).toMatchObject({ enabled: true, path: "/health/liveliness" });
  });

  it("PROL-035 carries WebSockets to the gateway: a long idle time-out, and the same task for a client", () => {
    expect(dev.one("aws:lb/loadBalancer:LoadBalancer").inputs.idleTimeout).toBe(3600);
    expect(targetGroup(8787)?.stickiness).toMatchObject({ enabled: true, type: "lb_cookie", cookieDuration: 86_400 });
  });

  it("PROL-038 makes the zone, requests a certificate and waits for it, where DNS is managed", () => {
    for (const type of [
      "route53/zone:Zone",
      "acm/certificate:Certificate",
      "acm/certificateValidation:CertificateValidation",
    ]) {
      expect(options.all(`aws:${type}`, "cluster")).toHaveLength(1);
    }
    expect(options.all("aws:route53/record:Record", "cluster").length).toBeGreaterThan(0);
    expect(options.outputs("cluster").nameServers).toHaveLength(4);
  });
});

describe("services", () => {
  it("PROL-030 keeps logs for 30 days, a group for each service", () => {
    const groups = dev.all("aws:cloudwatch/logGroup:LogGroup", "services");
    expect(groups).toHaveLength(3);
    for (const { inputs } of groups) expect(inputs.retentionInDays).toBe(30);
  });

  it.each([
    ["PROL-040 PROL-056 PROL-057", "worker", "256/512", "512/1024"],
    ["PROL-043 PROL-058 PROL-059", "llm-proxy", "512/1024", "1024/2048"],
    ["PROL-045 PROL-060 PROL-061", "gateway", "256/512", "512/1024"],
  ])("%s PROL-069 gives %s %s in dev and %s in production", (_ids, key, inDev, inProd) => {
    expect(size(dev, `proliferate-${key}-dev`)).toBe(inDev);
    expect(size(prod, `proliferate-${key}`)).toBe(inProd);
  });

  it("PROL-041 PROL-042 runs the worker in private subnets behind no load balancer, checked at port 8080", () => {
    expect(service(dev, "worker")).toMatchObject({
      networkConfiguration: { subnets: dev.outputs("network").privateSubnetIds, assignPublicIp: false },
    });
    expect(service(dev, "worker")?.loadBalancers ?? []).toEqual([]);
    expect(containersOf(dev, "proliferate-worker-dev")[0]?.healthCheck?.command.join(" ")).toContain("localhost:8080");
  });

  it("PROL-044 PROL-045 registers proxy and gateway at the load balancer", () => {
    for (const key of ["llm-proxy", "gateway"]) {
      expect(service(dev, key)?.loadBalancers).toMatchObject([{ containerName: key }]);
    }
  });

  it("PROL-046 runs the web application on request only", () => {
    expect(service(dev, "web")).toBeUndefined();
    expect(service(options, "web")).toBeDefined();
  });

  it("PROL-047 PROL-051 PROL-052 PROL-053 PROL-054 has a migration task, and outputs that start it", () => {
    const outputs = dev.outputs("services");
    const migration = dev
      .all("aws:ecs/taskDefinition:TaskDefinition")
      .find(({ inputs }) => String(inputs.family).includes("migration"));
    expect(containersOf(dev, String(migration?.inputs.family))[0]?.secrets?.map(({ name }) => name)).toContain(
      "DATABASE_URL",
    );
    expect(outputs).toMatchObject({
      migrationsClusterArn: dev.one("aws:ecs/cluster:Cluster").outputs.arn,
      migrationsTaskDefinitionArn: migration?.outputs.arn,
      migrationsSubnetIds: dev.outputs("network").privateSubnetIds,
    });
    const rules = dev.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ inputs }) => inputs);
    const reachDatabase = rules
      .filter(({ securityGroupId }) => securityGroupId === dev.outputs("network").databaseSecurityGroupId)
      .map(({ referencedSecurityGroupId }) => referencedSecurityGroupId);
    expect(reachDatabase).toEqual(expect.arrayContaining(Object.values(Object(outputs.migrationsSecurityGroupIds))));
    expect(Object.values(Object(outputs.migrationsSecurityGroupIds))).toHaveLength(1);
    expect(service(dev, "migration")).toBeUndefined();
  });

  it("PROL-049 PROL-066 PROL-082 PROL-138 gives the addresses of application and gateway", () => {
    const name = dev.one("aws:lb/loadBalancer:LoadBalancer").outputs.dnsName;
    expect(dev.outputs("services").gatewayUrl).toBe(`http://${name}/gateway`);
    expect(prod.outputs("services").gatewayUrl).toBe("https://app.example.com/gateway");
    expect(prod.outputs("edge").appUrl).toBe("https://app.example.com");
  });

  it("PROL-086 tells services their ports", () => {
    expect(containersOf(dev, "proliferate-gateway-dev")[0]?.environment).toContainEqual({
      name: "GATEWAY_PORT",
      value: "8787",
    });
    expect(containersOf(dev, "proliferate-worker-dev")[0]?.environment).toContainEqual({
      name: "LLM_PROXY_REQUIRED",
      value: "true",
    });
    expect(containersOf(options, "proliferate-web-dev")[0]?.environment).toContainEqual({
      name: "WEB_PORT",
      value: "3000",
    });
  });
});

describe("edge, observability and configuration", () => {
  it("PROL-037 uses the load balancer's own name where there is no domain", () => {
    expect(dev.all("aws:route53/record:Record")).toEqual([]);
    const name = dev.one("aws:lb/loadBalancer:LoadBalancer").outputs.dnsName;
    expect(dev.outputs("edge").appUrl).toBe(`http://${name}`);
  });

  it("PROL-140 deploys with no alarm at all", () => {
    expect(dev.all("aws:cloudwatch/metricAlarm:MetricAlarm")).toEqual([]);
    expect(dev.deploy.layers.find(({ layer }) => layer === "observability")?.status).toBe("succeeded");
  });

  it("PROL-055 PROL-072 PROL-134 lies in us-east-1 on AWS unless it is told otherwise", () => {
    expect(loadEnvironment(root, "proliferate-dev").aws.region).toBe("us-east-1");
    expect(loadEnvironment(root, "proliferate-dev", { "aws.region": "eu-west-1" }).aws.region).toBe("eu-west-1");
  });

  it("PROL-028 PROL-071 keeps credentials of database and account out of every description", () => {
    for (const product of listProducts(root)) {
      const text = readFileSync(join(root, "products", `${product}.yaml`), "utf8");
      expect(text).not.toMatch(/AKIA[0-9A-Z]{16}|postgres(ql)?:\/\/[^\s]*:[^\s]*@/);
    }
  });

  it("PROL-067 PROL-136 is a Pulumi program in TypeScript on @pulumi/aws and @pulumi/awsx", () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, "stacks/network/package.json"), "utf8"));
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(["@pulumi/aws", "@pulumi/awsx"]));
    expect(readFileSync(join(root, "stacks/network/Pulumi.yaml"), "utf8")).toMatch(/name: nodejs/);
  });

  it("PROL-068 has no stack's file in the repository", () => {
    const listed = execFileSync("git", ["ls-files", "stacks/*/Pulumi.proliferate-*.yaml"], { cwd: root });
    expect(listed.toString()).toBe("");
  });
});
