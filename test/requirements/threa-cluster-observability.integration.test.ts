import { describe, expect, it } from "vitest";
import { containersOf } from "../lives/containers.ts";
import { json, lived } from "../lives/lived.ts";

const prod = lived("threa-prod");
const budget = lived("threa-budget");
const scaled = lived("threa-scaled");

const service = (life: typeof prod) => life.one("aws:ecs/service:Service").inputs;
const container = (life: typeof prod, family: string) => containersOf(life, family)[0];
const alarm = (metric: string) =>
  prod.all("aws:cloudwatch/metricAlarm:MetricAlarm").find(({ inputs }) => inputs.metricName === metric)?.inputs;

describe("cluster", () => {
  it("THREA-018 keeps images in the ECR repository threa", () => {
    expect(prod.one("aws:ecr/repository:Repository").inputs.name).toBe("threa");
  });

  it("THREA-019 deletes the repository together with its images", () => {
    expect(prod.one("aws:ecr/repository:Repository").inputs.forceDelete).toBe(true);
  });

  it("THREA-020 offers Fargate and Fargate Spot", () => {
    expect(prod.all("aws:ecs/cluster:Cluster")).toHaveLength(1);
    const { capacityProviders } = prod.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders").inputs;
    expect(capacityProviders).toEqual(["FARGATE", "FARGATE_SPOT"]);
  });

  it("THREA-021 THREA-055 runs on Fargate, and on Spot when asked to", () => {
    expect(service(prod).capacityProviderStrategies).toMatchObject([{ capacityProvider: "FARGATE" }]);
    expect(service(budget).capacityProviderStrategies).toMatchObject([{ capacityProvider: "FARGATE_SPOT" }]);
  });

  it("THREA-040 adds a load balancer with an HTTPS listener", () => {
    expect(scaled.one("aws:lb/loadBalancer:LoadBalancer").inputs.loadBalancerType).toBe("application");
    const https = scaled.all("aws:lb/listener:Listener").find(({ inputs }) => inputs.port === 443);
    expect(https?.inputs.protocol).toBe("HTTPS");
    expect(prod.all("aws:lb/loadBalancer:LoadBalancer")).toEqual([]);
  });

  it("THREA-041 requests a certificate for the operator's domain", () => {
    const certificate = scaled.one("aws:acm/certificate:Certificate");
    expect(certificate.inputs).toMatchObject({ domainName: "threa.example.com", validationMethod: "DNS" });
    const https = scaled.all("aws:lb/listener:Listener").find(({ inputs }) => inputs.port === 443);
    expect(https?.inputs.certificateArn).toBe(certificate.outputs.arn);
  });

  it("THREA-080 keeps WebSockets open behind the load balancer", () => {
    expect(scaled.one("aws:lb/loadBalancer:LoadBalancer").inputs.idleTimeout).toBeGreaterThan(60);
    expect(containersOf(prod, "threa").flatMap(({ portMappings = [] }) => portMappings)).toHaveLength(1);
  });
});

describe("services", () => {
  const task = (life: typeof prod, family: string) =>
    life.all("aws:ecs/taskDefinition:TaskDefinition").find(({ inputs }) => inputs.family === family)?.inputs;

  it("THREA-022 runs one container on port 3000", () => {
    expect(containersOf(prod, "threa")).toHaveLength(1);
    expect(container(prod, "threa")?.portMappings).toMatchObject([{ containerPort: 3000 }]);
  });

  it("THREA-023 THREA-024 THREA-053 THREA-054 gives it 256 CPU units and 512 MB", () => {
    expect(task(prod, "threa")).toMatchObject({ cpu: "256", memory: "512" });
  });

  it("THREA-025 starts with one task", () => {
    expect(service(prod).desiredCount).toBe(1);
  });

  it("THREA-026 grows to two tasks of 512 units and 1024 MB", () => {
    expect(task(scaled, "threa-scaled")).toMatchObject({ cpu: "512", memory: "1024" });
    expect(service(scaled).desiredCount).toBe(2);
  });

  it("THREA-027 THREA-029 hands DATABASE_URL over from an SSM SecureString below /threa/", () => {
    const parameter = prod.one("aws:ssm/parameter:Parameter", "database-url");
    expect(parameter.inputs).toMatchObject({ name: "/threa/database-url", type: "SecureString", value: "[secret]" });
    expect(container(prod, "threa")?.secrets).toContainEqual({
      name: "DATABASE_URL",
      valueFrom: expect.stringMatching(/^arn:aws:ssm:eu-central-1:\d{12}:parameter\/threa\/database-url$/),
    });
  });

  it("THREA-028 takes a further secret from a parameter, by data alone", () => {
    expect(container(lived("threa-kept"), "threa")?.secrets).toContainEqual({
      name: "WORKOS_API_KEY",
      valueFrom: expect.stringMatching(/^arn:aws:ssm:eu-central-1:\d{12}:parameter\/threa\/workos-api-key$/),
    });
  });

  it("THREA-030 hands REDIS_URL over only where there is a Redis", () => {
    expect(container(prod, "threa")?.secrets?.map(({ name }) => name)).toContain("REDIS_URL");
    expect(container(budget, "threa-budget")?.secrets?.map(({ name }) => name)).toEqual(["DATABASE_URL"]);
  });

  it("THREA-031 has no load balancer by default", () => {
    expect(service(prod).loadBalancers ?? []).toEqual([]);
    expect(prod.all("aws:lb/targetGroup:TargetGroup")).toEqual([]);
  });

  it("THREA-032 lets an operator open a shell in the task", () => {
    expect(service(prod).enableExecuteCommand).toBe(true);
  });

  it("THREA-033 logs to /ecs/threa", () => {
    expect(prod.one("aws:cloudwatch/logGroup:LogGroup", "app").inputs.name).toBe("/ecs/threa");
    expect(container(prod, "threa")?.logConfiguration).toMatchObject({
      logDriver: "awslogs",
      options: { "awslogs-group": "/ecs/threa" },
    });
  });

  it("THREA-042 attaches the service to the load balancer", () => {
    expect(service(scaled).loadBalancers).toMatchObject([{ containerPort: 3000 }]);
  });
});

describe("security", () => {
  const everything = Object.values(prod.stacks).flat();

  it("THREA-034 keeps secrets in SSM, not in Secrets Manager", () => {
    expect(prod.all("aws:ssm/parameter:Parameter").map(({ inputs }) => inputs.type)).toEqual([
      "SecureString",
      "SecureString",
    ]);
    expect(everything.filter(({ type }) => type.startsWith("aws:secretsmanager/"))).toEqual([]);
  });

  it("THREA-035 puts every parameter below /threa/", () => {
    for (const { inputs } of prod.all("aws:ssm/parameter:Parameter")) expect(inputs.name).toMatch(/^\/threa\//);
  });

  it("THREA-036 lets the execution role pull, log and read the parameters of the application only", () => {
    const { role, policy } = prod.one("aws:iam/rolePolicy:RolePolicy", "read-secrets").inputs;
    expect(role).toBe(prod.outputs("cluster").executionRoleName);
    expect(json(policy)).toMatchObject({ Statement: [{ Effect: "Allow", Action: "ssm:GetParameters" }] });
    const read = JSON.stringify(json(policy)).match(/arn:[^"]*/g) ?? [];
    expect(read).toHaveLength(2);
    for (const arn of read) expect(arn).toMatch(/^arn:aws:ssm:eu-central-1:\d{12}:parameter\/threa\/[a-z-]+$/);
    const attached = prod.all("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "cluster");
    expect(attached.map(({ inputs }) => inputs.policyArn)).toContain(
      "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    );
  });

  it("THREA-037 gives the task role the four permissions of a Session Manager shell", () => {
    const policies = JSON.stringify(
      prod.all("aws:iam/rolePolicy:RolePolicy", "services").map(({ inputs }) => json(inputs.policy)),
    );
    for (const action of ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"]) {
      expect(policies).toContain(`ssmmessages:${action}`);
    }
  });

  it("THREA-038 refuses a weak database password", async () => {
    const { weakness } = await import("../../libs/shared-config/src/layer/secret-shape.ts");
    expect(weakness("")).toBeDefined();
    expect(weakness("changeme")).toBeDefined();
  });
});

describe("edge", () => {
  it("THREA-039 has nothing to deploy by default and succeeds", () => {
    const edge = prod.deploy.layers.find(({ layer }) => layer === "edge");
    expect(edge).toMatchObject({ status: "succeeded", resources: 0 });
    expect(prod.stacks.edge).toEqual([]);
  });
});

describe("observability", () => {
  it("THREA-044 alarms when CPU utilization exceeds 80 percent", () => {
    expect(alarm("CPUUtilization")).toMatchObject({
      namespace: "AWS/ECS",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 80,
    });
  });

  it("THREA-045 alarms when memory utilization exceeds 80 percent", () => {
    expect(alarm("MemoryUtilization")).toMatchObject({
      namespace: "AWS/ECS",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 80,
    });
  });

  it("THREA-046 alarms when no task runs", () => {
    expect(alarm("RunningTaskCount")).toMatchObject({
      namespace: "ECS/ContainerInsights",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
    });
  });

  it("THREA-047 has a dashboard", () => {
    expect(prod.all("aws:cloudwatch/dashboard:Dashboard")).toHaveLength(1);
  });

  it("THREA-048 gives the dashboard's address as cloudwatch_dashboard_url", () => {
    const outputs = prod.outputs("observability");
    expect(outputs.cloudwatch_dashboard_url).toMatch(
      /^https:\/\/eu-central-1\.console\.aws\.amazon\.com\/cloudwatch\//,
    );
    expect(outputs.cloudwatch_dashboard_url).toBe(outputs.dashboardUrl);
  });
});
