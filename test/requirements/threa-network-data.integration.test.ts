import { loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { lived } from "../lives/lived.ts";
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
