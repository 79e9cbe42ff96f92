import { loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { containersOf } from "../lives/containers.ts";
import { json, lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";

const prod = lived("threa-prod");
const budget = lived("threa-budget");
const scaled = lived("threa-scaled");

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const group = (life: typeof prod, name: string) => life.one("aws:ec2/securityGroup:SecurityGroup", name).id;
const ingress = (life: typeof prod, name: string) =>
  life
    .all(INGRESS)
    .filter(({ inputs }) => inputs.securityGroupId === group(life, name))
    .map(({ inputs }) => inputs);
const service = (life: typeof prod) => life.one("aws:ecs/service:Service").inputs;
const container = (life: typeof prod, family: string) => containersOf(life, family)[0];
const alarm = (metric: string) =>
  prod.all("aws:cloudwatch/metricAlarm:MetricAlarm").find(({ inputs }) => inputs.metricName === metric)?.inputs;

describe("network", () => {
  it("THREA-001 runs the task in public subnets with a public address, and has no NAT gateway", () => {
    expect(prod.all("aws:ec2/natGateway:NatGateway")).toEqual([]);
    expect(service(prod).networkConfiguration).toMatchObject({
      assignPublicIp: true,
      subnets: prod.outputs("network").publicSubnetIds,
    });
  });

  it("THREA-002 admits TCP 3000 from the internet, and nothing else, to the task", () => {
    expect(ingress(prod, "services")).toMatchObject([
      { fromPort: 3000, toPort: 3000, ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" },
    ]);
    expect(ingress(prod, "services")).toHaveLength(1);
  });

  it("THREA-003 lets only the task reach the database", () => {
    const rules = ingress(prod, "database");
    expect(rules).toMatchObject([{ fromPort: 5432, referencedSecurityGroupId: group(prod, "services") }]);
    expect(rules[0]).not.toHaveProperty("cidrIpv4");
    expect(prod.one("aws:rds/instance:Instance").inputs.vpcSecurityGroupIds).toEqual([group(prod, "database")]);
  });

  it("THREA-004 lets only the task reach Redis", () => {
    expect(ingress(prod, "cache")).toMatchObject([
      { fromPort: 6379, referencedSecurityGroupId: group(prod, "services") },
    ]);
  });

  it("THREA-043 admits only the load balancer to the task once there is one", () => {
    expect(ingress(scaled, "services")).toMatchObject([
      { fromPort: 3000, referencedSecurityGroupId: group(scaled, "load-balancer") },
    ]);
    expect(JSON.stringify(ingress(scaled, "services"))).not.toContain("0.0.0.0/0");
  });
});

describe("data", () => {
  const database = (life: typeof prod) => life.one("aws:rds/instance:Instance").inputs;

  it("THREA-005 THREA-051 holds the data in one RDS PostgreSQL instance of class db.t4g.micro", () => {
    expect(database(prod)).toMatchObject({ engine: "postgres", instanceClass: "db.t4g.micro" });
  });

  it("THREA-006 takes automatic backups", () => {
    expect(database(prod).backupRetentionPeriod).toBeGreaterThan(0);
  });

  it("THREA-007 keeps the database off the internet", () => {
    expect(database(prod).publiclyAccessible).toBe(false);
    expect(prod.one("aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds).toEqual(
      prod.outputs("network").privateSubnetIds,
    );
  });

  it("THREA-008 THREA-057 takes the master password from the secret config value, shown as [secret]", () => {
    expect(database(prod).password).toBe("[secret]");
    expect(JSON.stringify(prod.deploy)).not.toContain("Rehearsal-");
  });

  it("THREA-009 runs an engine version that ships pgvector", () => {
    expect(Number.parseInt(String(database(prod).engineVersion), 10)).toBeGreaterThanOrEqual(16);
    expect(() => loadEnvironment(root, "threa-prod", { "data.postgres.engineVersion": "'12.4'" })).toThrow(/vector/);
  });

  it("THREA-010 can run the database in two zones, and does not by default", () => {
    expect(database(prod).multiAz).toBe(false);
    expect(database(scaled).multiAz).toBe(true);
  });

  it("THREA-011 THREA-081 is destroyed together with its data, nothing in the way", () => {
    expect(database(prod)).toMatchObject({ deletionProtection: false, skipFinalSnapshot: true });
    expect(prod.one("aws:rds/instance:Instance").protect).toBe(false);
    expect(prod.destroy.status).toBe("succeeded");
  });

  it("THREA-012 can take a final snapshot on the way out", () => {
    const kept = loadEnvironment(root, "threa-prod", { "data.postgres.finalSnapshot": "true" });
    expect(kept.data.postgres.finalSnapshot).toBe(true);
    expect(lived("threa-kept").one("aws:rds/instance:Instance").inputs).toMatchObject({
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "threa-postgres-final",
    });
  });

  it("THREA-013 THREA-052 THREA-056 serves cache and messages from one cache.t4g.micro node of Redis", () => {
    expect(prod.one("aws:elasticache/cluster:Cluster").inputs).toMatchObject({
      engine: "redis",
      nodeType: "cache.t4g.micro",
      numCacheNodes: 1,
    });
  });

  it("THREA-014 makes nothing of ElastiCache without Redis", () => {
    expect(
      Object.values(budget.stacks)
        .flat()
        .filter(({ type }) => type.startsWith("aws:elasticache/")),
    ).toEqual([]);
    expect(budget.outputs("data")).not.toHaveProperty("cacheEndpoint");
  });

  it("THREA-015 refuses several tasks without Redis", () => {
    expect(() => loadEnvironment(root, "threa-budget", { "services.app.desiredCount": "2" })).toThrow(/needs Redis/);
  });

  it("THREA-016 replaces the node by a replication group for redundancy", () => {
    expect(scaled.one("aws:elasticache/replicationGroup:ReplicationGroup").inputs.automaticFailoverEnabled).toBe(true);
    expect(scaled.all("aws:elasticache/cluster:Cluster")).toEqual([]);
  });

  it("THREA-017 uses db.t4g.small and cache.t4g.small when scaled up", () => {
    expect(database(scaled).instanceClass).toBe("db.t4g.small");
    expect(scaled.one("aws:elasticache/replicationGroup:ReplicationGroup").inputs.nodeType).toBe("cache.t4g.small");
  });
});

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
    const policies = prod.all("aws:iam/rolePolicy:RolePolicy", "cluster").map(({ inputs }) => json(inputs.policy));
    expect(JSON.stringify(policies)).toContain("ssm:GetParameters");
    expect(JSON.stringify(policies)).toMatch(/arn:aws:ssm:eu-central-1:\d{12}:parameter\/threa\/\*/);
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
    const { weakness } = await import("../../libs/shared-config/src/layer/secrets.ts");
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
      ...{ namespace: "AWS/ECS", comparisonOperator: "GreaterThanThreshold", threshold: 80 },
    });
  });

  it("THREA-045 alarms when memory utilization exceeds 80 percent", () => {
    expect(alarm("MemoryUtilization")).toMatchObject({
      ...{ namespace: "AWS/ECS", comparisonOperator: "GreaterThanThreshold", threshold: 80 },
    });
  });

  it("THREA-046 alarms when no task runs", () => {
    expect(alarm("RunningTaskCount")).toMatchObject({
      ...{ namespace: "ECS/ContainerInsights", comparisonOperator: "LessThanThreshold", threshold: 1 },
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

describe("config", () => {
  it("THREA-049 lies in eu-central-1 unless another region is set", () => {
    expect(loadEnvironment(root, "threa-prod").aws.region).toBe("eu-central-1");
    expect(String(prod.outputs("network").zones)).toContain("eu-central-1a");
  });

  it("THREA-050 is the environment prod, which its tags say", () => {
    expect(prod.one("aws:ecs/cluster:Cluster").inputs.tags).toMatchObject({ "strata:environment": "threa-prod" });
  });

  it("THREA-058 renames paths and log groups together with the application", () => {
    const renamed = loadEnvironment(root, "threa-prod", { app: "weave" });
    expect(renamed.data.secrets.path).toBe("/weave");
    expect(renamed.services.app).toMatchObject({ name: "weave", logGroup: "/ecs/weave" });
  });

  it("THREA-059 comes with an example that is complete but for the password", () => {
    expect(loadEnvironment(root, "threa-prod").product).toBe("threa");
  });
});
