import { loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { containersOf } from "../lives/containers.ts";
import { json, lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";

const dev = lived("runlayer-dev");
const prod = lived("runlayer-prod");
const enterprise = lived("runlayer-enterprise");
const existing = loadEnvironment(root, "runlayer-enterprise").network.existing;
const ingress = (life: typeof dev) =>
  life.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ inputs }) => inputs);
const group = (life: typeof dev, party: string) =>
  life.outputs("network")[`${party}SecurityGroupId`] ?? `no group of ${party}`;

describe("network", () => {
  it("RUN-001 has a public and a private subnet in each of three zones", () => {
    expect(dev.all("aws:ec2/vpc:Vpc")).toHaveLength(1);
    const zones = dev.all("aws:ec2/subnet:Subnet").map(({ inputs }) => String(inputs.availabilityZone));
    expect(zones).toHaveLength(6);
    expect(new Set(zones).size).toBe(3);
  });

  it("RUN-002 leads private subnets out through NAT, and public ones through a gateway", () => {
    expect(dev.all("aws:ec2/natGateway:NatGateway")).toHaveLength(1);
    expect(prod.all("aws:ec2/natGateway:NatGateway")).toHaveLength(3);
    expect(dev.all("aws:ec2/internetGateway:InternetGateway")).toHaveLength(1);
    const routes = dev.all("aws:ec2/route:Route").map(({ inputs }) => inputs);
    expect(routes.filter(({ gatewayId }) => gatewayId !== undefined)).toHaveLength(3);
    expect(routes.filter(({ natGatewayId }) => natGatewayId !== undefined)).toHaveLength(3);
  });

  it("RUN-003 RUN-006 RUN-007 uses the VPC and subnets that exist, and makes none", () => {
    for (const type of ["vpc:Vpc", "subnet:Subnet", "natGateway:NatGateway", "routeTable:RouteTable"]) {
      expect(enterprise.all(`aws:ec2/${type}`)).toEqual([]);
    }
    expect(enterprise.outputs("network")).toMatchObject({
      vpcId: existing?.vpcId,
      publicSubnetIds: existing?.publicSubnetIds,
      privateSubnetIds: existing?.privateSubnetIds,
    });
    expect(new Set(JSON.stringify(enterprise.outputs("network").zones).match(/us-east-1[a-z]/g)).size).toBe(3);
  });

  it("RUN-004 RUN-005 refuses a part of the ids, and fewer than three subnets", () => {
    const refused = (config: Record<string, string>) => () => loadEnvironment(root, "runlayer-enterprise", config);
    expect(refused({ "network.existing.privateSubnetIds": "null" })).toThrow(
      /privateSubnetIds = null: is required: vpcId,/,
    );
    expect(refused({ "network.existing.publicSubnetIds": "[subnet-0cc0000000000000a]" })).toThrow(/has 1 subnets/);
  });

  it("RUN-008 RUN-027 opens the load balancer to the listed ranges, one rule a range and port", () => {
    const sources = (life: typeof dev) =>
      ingress(life)
        .filter(({ securityGroupId }) => securityGroupId === group(life, "loadBalancer"))
        .map(({ cidrIpv4, fromPort }) => `${cidrIpv4} ${fromPort}`)
        .sort();
    expect(sources(enterprise)).toEqual([
      "198.51.100.0/24 443",
      "198.51.100.0/24 80",
      "203.0.113.0/24 443",
      "203.0.113.0/24 80",
    ]);
    expect(sources(prod)).toEqual(["0.0.0.0/0 443", "0.0.0.0/0 80"]);
  });

  it("RUN-009 RUN-027 keeps stores in private subnets, for the tasks alone", () => {
    const privateSubnets = prod.outputs("network").privateSubnetIds;
    expect(prod.one("aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds).toEqual(privateSubnets);
    expect(prod.one("aws:elasticache/subnetGroup:SubnetGroup").inputs.subnetIds).toEqual(privateSubnets);
    for (const [party, port] of [
      ["database", 5432],
      ["cache", 6379],
    ] as const) {
      const rules = ingress(prod).filter(({ securityGroupId }) => securityGroupId === group(prod, party));
      expect(rules).toMatchObject([{ fromPort: port, referencedSecurityGroupId: group(prod, "service") }]);
    }
  });

  it("RUN-010 runs every task in private subnets, without an address of its own", () => {
    for (const { inputs } of enterprise.all("aws:ecs/service:Service")) {
      expect(inputs.networkConfiguration).toMatchObject({ subnets: existing?.privateSubnetIds });
      expect(JSON.stringify(inputs.networkConfiguration)).not.toContain('"assignPublicIp":true');
    }
  });
});

describe("data", () => {
  const cluster = (life: typeof dev) => life.one("aws:rds/cluster:Cluster").inputs;

  it("RUN-011 RUN-012 RUN-013 is Aurora PostgreSQL with the capacity of the environment", () => {
    expect(cluster(dev)).toMatchObject({
      engine: "aurora-postgresql",
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 2 },
    });
    expect(cluster(prod)).toMatchObject({ serverlessv2ScalingConfiguration: { minCapacity: 8, maxCapacity: 64 } });
    for (const { inputs } of prod.all("aws:rds/clusterInstance:ClusterInstance")) {
      expect(inputs.instanceClass).toBe("db.serverless");
    }
  });

  it("RUN-014 RUN-015 RUN-016 keeps backups for 30 days, and where only capacity is said for the default", () => {
    expect(cluster(prod).backupRetentionPeriod).toBe(30);
    expect(cluster(dev).backupRetentionPeriod).toBeGreaterThanOrEqual(1);
    const partial = loadEnvironment(root, "runlayer-prod", { "data.postgres.aurora": "{ minAcu: 0.5, maxAcu: 2 }" });
    expect(partial.data.postgres.backupRetentionDays).toBe(30);
  });

  it("RUN-017 has a second instance in production", () => {
    expect(prod.all("aws:rds/clusterInstance:ClusterInstance")).toHaveLength(2);
    expect(dev.all("aws:rds/clusterInstance:ClusterInstance")).toHaveLength(1);
    expect(JSON.stringify(prod.one("aws:lb/loadBalancer:LoadBalancer").inputs.subnets).match(/subnet-/g)).toHaveLength(
      3,
    );
  });

  it("RUN-018 has a Redis in private subnets", () => {
    expect(prod.one("aws:elasticache/replicationGroup:ReplicationGroup").inputs).toMatchObject({
      engine: "redis",
      subnetGroupName: prod.one("aws:elasticache/subnetGroup:SubnetGroup").inputs.name,
    });
  });

  it("RUN-084 RUN-085 gives the endpoints as outputs", () => {
    const outputs = prod.outputs("data");
    expect(outputs.database_endpoint).toBe(prod.one("aws:rds/cluster:Cluster").outputs.endpoint);
    expect(outputs.redis_endpoint).toBe(
      prod.one("aws:elasticache/replicationGroup:ReplicationGroup").outputs.primaryEndpointAddress,
    );
  });
});

describe("secrets", () => {
  const secrets = prod.all("aws:secretsmanager/secret:Secret").map(({ inputs }) => inputs.name);
  const variables = containersOf(prod, "anysource-production-backend")
    .filter(({ name }) => name === "backend")
    .flatMap(({ secrets: given = [] }) => given);
  const variable = (name: string) => variables.find((each) => each.name === name)?.valueFrom ?? "";

  it.each([
    ["RUN-019", "SECRET_KEY", "anysource-production/secret-key"],
    ["RUN-020", "MASTER_SALT", "anysource-production/master-salt"],
    ["RUN-021", "AUTH_API_KEY", "anysource-production/auth-api-key"],
    ["RUN-022", "PLATFORM_DB_PASSWORD", "anysource-production/database"],
  ])("%s keeps %s in Secrets Manager, and the backend reads it there", (_id, name, secret) => {
    expect(secrets).toContain(secret);
    expect(variable(name)).toContain(`:secret:${secret}`);
  });

  it("RUN-019 RUN-020 RUN-022 generates what nobody is to know", () => {
    const made = prod.all("random:index/randomPassword:RandomPassword", "data").map(({ name }) => name);
    for (const key of ["secret-key", "master-salt"]) expect(made).toContain(key);
    expect(made.some((name) => name.includes("postgres"))).toBe(true);
    expect(prod.repeats?.again.layers.find(({ layer }) => layer === "data")?.changes).toMatchObject({
      update: 0,
      replace: 0,
    });
  });

  it("RUN-023 lets tasks read the secrets of this deployment, by name, and no others", () => {
    const statements = prod
      .all("aws:iam/rolePolicy:RolePolicy", "services")
      .flatMap(({ inputs }) => [json(inputs.policy)])
      .map((policy) => JSON.stringify(policy))
      .filter((policy) => policy.includes("secretsmanager:GetSecretValue"));
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toContain("*");
    for (const arn of statements[0]?.match(/arn:aws:secretsmanager[^"]*/g) ?? []) {
      expect(arn).toContain(":secret:anysource-production/");
    }
  });

  it("RUN-024 RUN-026 rotates the database's credentials and watches the account where that is asked for", () => {
    const config = {
      "data.secrets.rotationDays": "30",
      "observability.audit": "{ cloudTrail: true, guardDuty: true }",
    };
    const watched = loadEnvironment(root, "runlayer-prod", config);
    expect(watched.data.secrets.rotationDays).toBe(30);
    expect(watched.observability.audit).toMatchObject({ cloudTrail: true, guardDuty: true });
  });
});
