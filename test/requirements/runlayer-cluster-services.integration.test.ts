import { loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { containersOf } from "../lives/containers.ts";
import { lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";
import { container, service } from "./runlayer.ts";

const dev = lived("runlayer-dev");
const prod = lived("runlayer-prod");
const enterprise = lived("runlayer-enterprise");
const quiet = lived("runlayer-quiet");
const definition = (life: typeof dev, family: string) =>
  life.all("aws:ecs/taskDefinition:TaskDefinition").find(({ inputs }) => inputs.family === family)?.inputs;

describe("cluster", () => {
  it("RUN-028 RUN-079 carries the environment in its name", () => {
    const name = (life: typeof dev) => life.one("aws:ecs/cluster:Cluster").inputs.name;
    expect([dev, prod, enterprise].map(name)).toEqual([
      "anysource-development",
      "anysource-production",
      "anysource-enterprise",
    ]);
  });

  it("RUN-029 runs services on Fargate", () => {
    for (const name of ["backend", "frontend"]) {
      expect(service(prod, name)?.capacityProviderStrategies).toMatchObject([{ capacityProvider: "FARGATE" }]);
    }
  });

  it("RUN-030 RUN-031 ends TLS at a public load balancer, with the certificate that is given", () => {
    expect(prod.one("aws:lb/loadBalancer:LoadBalancer").inputs).toMatchObject({
      internal: false,
      subnets: prod.outputs("network").publicSubnetIds,
    });
    const https = prod.all("aws:lb/listener:Listener").find(({ inputs }) => inputs.port === 443);
    expect(https?.inputs.certificateArn).toBe(
      "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
    );
    const elsewhere = "arn:aws:acm:us-west-2:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";
    expect(() =>
      loadEnvironment(root, "runlayer-prod", { "cluster.loadBalancer.https.certificateArn": elsewhere }),
    ).toThrow(/lies in us-west-2/);
  });

  it("RUN-033 RUN-034 RUN-035 makes and validates a certificate in the zone that exists, where that is asked for", () => {
    expect(dev.one("aws:acm/certificate:Certificate").inputs).toMatchObject({
      domainName: "mcp.dev.example.com",
      validationMethod: "DNS",
    });
    expect(dev.all("aws:route53/record:Record", "cluster")).toHaveLength(1);
    expect(dev.all("aws:acm/certificateValidation:CertificateValidation")).toHaveLength(1);
    expect(dev.all("aws:route53/zone:Zone")).toEqual([]);
    for (const type of ["aws:acm/certificateValidation:CertificateValidation", "aws:route53/record:Record"]) {
      expect(prod.all(type)).toEqual([]);
    }
    expect(() => loadEnvironment(root, "runlayer-dev", { "dns.zone": "null" })).toThrow(/dns\.zone/);
  });

  it("RUN-036 RUN-060 has a target group with a health check for backend and front end", () => {
    const groups = prod.all("aws:lb/targetGroup:TargetGroup").map(({ inputs }) => inputs);
    expect(groups).toHaveLength(2);
    for (const { healthCheck } of groups) expect(healthCheck).toMatchObject({ enabled: true });
    expect(prod.all("aws:lb/listenerRule:ListenerRule")).toHaveLength(2);
  });

  it("RUN-037 has a namespace for internal services where there are some", () => {
    const namespace = enterprise.one("aws:servicediscovery/httpNamespace:HttpNamespace");
    expect(service(enterprise, "backend")?.serviceConnectConfiguration).toMatchObject({
      enabled: true,
      namespace: namespace.outputs.arn,
    });
    expect(quiet.all("aws:servicediscovery/httpNamespace:HttpNamespace")).toEqual([]);
  });

  it("RUN-038 RUN-108 starts instances with a part of a GPU, beside Fargate, where ToolGuard wants them", () => {
    const group = JSON.stringify(enterprise.one("aws:autoscaling/group:Group").inputs);
    for (const [, type] of group.matchAll(/"instanceType":"([^"]+)"/g)) expect(type).toMatch(/^g6f\./);
    const provider = enterprise.one("aws:ecs/capacityProvider:CapacityProvider").inputs.name;
    expect(
      enterprise.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders").inputs.capacityProviders,
    ).toEqual(["FARGATE", "FARGATE_SPOT", provider]);
    expect(prod.all("aws:autoscaling/group:Group")).toEqual([]);
  });

  it("RUN-083 gives the load balancer's name", () => {
    expect(prod.outputs("cluster").alb_dns_name).toBe(prod.one("aws:lb/loadBalancer:LoadBalancer").outputs.dnsName);
  });
});

describe("services", () => {
  const backend = "anysource-production-backend";

  it("RUN-046 RUN-047 RUN-048 migrates in a container that ends well before the backend starts", () => {
    expect(container(prod, backend, "prestart")).toMatchObject({
      essential: false,
      command: ["bash", "scripts/prestart.sh"],
    });
    expect(container(prod, backend, "backend")).toMatchObject({
      essential: true,
      dependsOn: [{ containerName: "prestart", condition: "SUCCESS" }],
    });
  });

  it("RUN-049 serves the front end from one container", () => {
    expect(containersOf(prod, "anysource-production-frontend").map(({ name }) => name)).toEqual(["frontend"]);
  });

  it("RUN-050 RUN-052 RUN-053 RUN-054 RUN-105 scales between 2 and 10 tasks unless the environment says otherwise", () => {
    const ranges = (life: typeof dev) =>
      life
        .all("aws:appautoscaling/target:Target")
        .map(
          ({ inputs }) => `${String(inputs.resourceId).split("/").at(-1)} ${inputs.minCapacity}-${inputs.maxCapacity}`,
        )
        .sort();
    expect(ranges(enterprise)).toEqual(["backend 2-10", "frontend 2-10"]);
    expect(ranges(prod)).toEqual(["backend 4-20", "frontend 2-10"]);
    expect(ranges(dev)).toEqual(["backend 1-10", "frontend 1-10"]);
    expect(service(prod, "backend")?.desiredCount).toBe(4);
  });

  it("RUN-051 scales on CPU and on memory", () => {
    const metrics = prod.all("aws:appautoscaling/policy:Policy").map(({ inputs }) => JSON.stringify(inputs));
    for (const metric of ["ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization"]) {
      expect(metrics.filter((text) => text.includes(metric))).toHaveLength(2);
    }
  });

  it("RUN-055 RUN-056 has the size that the environment gives it", () => {
    expect(definition(prod, backend)).toMatchObject({ cpu: "2048", memory: "4096" });
    expect(definition(enterprise, "anysource-enterprise-backend")).toMatchObject({ cpu: "1024", memory: "2048" });
  });

  it("RUN-057 takes images from a public registry, and has no repository of its own", () => {
    expect(container(prod, backend, "backend")?.image).toMatch(/^public\.ecr\.aws\//);
    expect(prod.all("aws:ecr/repository:Repository")).toEqual([]);
  });

  it("RUN-058 calls its services backend and frontend", () => {
    expect(
      prod
        .all("aws:ecs/service:Service")
        .map(({ inputs }) => inputs.name)
        .sort(),
    ).toEqual(["backend", "frontend"]);
  });

  it("RUN-059 tells the backend the client id in plain and the API key as a secret", () => {
    const main = container(prod, backend, "backend");
    expect(main?.environment).toContainEqual({ name: "AUTH_CLIENT_ID", value: "your-auth-client-id" });
    expect(main?.environment?.map(({ name }) => name)).not.toContain("AUTH_API_KEY");
    expect(main?.secrets?.map(({ name }) => name)).toContain("AUTH_API_KEY");
  });

  it("RUN-082 gives the application's address", () => {
    expect(prod.outputs("services").application_url).toBe("https://mcp.example.com");
  });

  it("RUN-088 RUN-089 RUN-090 RUN-091 logs to groups of one pattern", () => {
    const groups = enterprise.all("aws:cloudwatch/logGroup:LogGroup", "services").map(({ inputs }) => inputs.name);
    expect(groups.sort()).toEqual(
      ["backend", "frontend", "prestart", "sentry-relay", "tool-guard"].map(
        (name) => `anysource-${name}-logs-enterprise`,
      ),
    );
    expect(container(prod, backend, "prestart")?.logConfiguration?.options["awslogs-group"]).toBe(
      "anysource-prestart-logs-production",
    );
  });
});

it("RUN-097 a change of scaling touches services, and no resource of another layer", () => {
  const changed = prod.change?.layers.map(({ layer, changes: { same, ...counts } }) => [layer, counts]) ?? [];
  const none = { create: 0, update: 0, replace: 0, delete: 0 };
  expect(Object.fromEntries(changed)).toEqual({
    network: none,
    data: none,
    cluster: none,
    services: { ...none, update: 1 },
    edge: none,
    observability: none,
  });
});
