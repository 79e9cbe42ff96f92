import { asList, asTree, valueAt } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { json, lived } from "../lives/lived.ts";

const dev = lived("happyrobot-dev");
const staging = lived("happyrobot-staging");
const prod = lived("happyrobot-prod");
const options = lived("happyrobot-options");

const SUBNET = "aws:ec2/subnet:Subnet";
const idOf = (name: string) => prod.one("aws:ec2/securityGroup:SecurityGroup", name).id;
const ingress = (name: string) =>
  prod
    .all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    .map(({ inputs }) => inputs)
    .filter((rule) => rule.securityGroupId === idOf(name));
const subnets = (kind: string) => prod.all(SUBNET).filter(({ name }) => name.includes(`-${kind}-`));

describe("network", () => {
  it("HAPPY-001 gives the VPC 10.0.0.0/16", () => {
    expect(prod.one("aws:ec2/vpc:Vpc").inputs.cidrBlock).toBe("10.0.0.0/16");
  });

  it("HAPPY-002 uses two availability zones of Spain", () => {
    const zones = new Set(prod.all(SUBNET).map(({ inputs }) => inputs.availabilityZone));
    expect([...zones].sort()).toEqual(["eu-south-2a", "eu-south-2b"]);
  });

  it("HAPPY-003 has the public subnets 10.0.101.0/24 and 10.0.102.0/24", () => {
    expect(
      subnets("public")
        .map(({ inputs }) => inputs.cidrBlock)
        .sort(),
    ).toEqual(["10.0.101.0/24", "10.0.102.0/24"]);
  });

  it("HAPPY-004 has the private subnets 10.0.1.0/24 and 10.0.2.0/24", () => {
    expect(
      subnets("private")
        .map(({ inputs }) => inputs.cidrBlock)
        .sort(),
    ).toEqual(["10.0.1.0/24", "10.0.2.0/24"]);
  });

  it("HAPPY-005 admits the internet to the load balancer, at 80 and 443 only", () => {
    const ports = (life: typeof prod) =>
      life
        .all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
        .filter(({ inputs }) => inputs.cidrIpv4 === "0.0.0.0/0")
        .map(({ inputs }) => inputs.fromPort)
        .sort();
    for (const life of [dev, staging, prod, options]) expect(ports(life)).toEqual([443, 80]);
  });

  it("HAPPY-006 admits only the load balancer to the services, at 8000 and 3000", () => {
    expect(
      ingress("services")
        .map(({ fromPort }) => Number(fromPort))
        .sort((a, b) => a - b),
    ).toEqual([3000, 8000]);
    for (const rule of ingress("services")) {
      expect(rule.referencedSecurityGroupId).toBe(idOf("load-balancer"));
      expect(rule).not.toHaveProperty("cidrIpv4");
    }
  });

  it("HAPPY-007 admits only the services to the database, at 5432", () => {
    expect(ingress("database")).toMatchObject([{ fromPort: 5432, referencedSecurityGroupId: idOf("services") }]);
  });

  it("HAPPY-008 sends each private subnet through the NAT gateway of its own zone", () => {
    const gateways = prod.all("aws:ec2/natGateway:NatGateway");
    expect(gateways).toHaveLength(2);
    const zoneOf = new Map<unknown, unknown>(prod.all(SUBNET).map(({ id, inputs }) => [id, inputs.availabilityZone]));
    const routes = prod.all("aws:ec2/route:Route").filter(({ inputs }) => inputs.natGatewayId !== undefined);
    expect(routes).toHaveLength(2);
    for (const { inputs } of routes) {
      const gateway = gateways.find(({ id }) => id === inputs.natGatewayId);
      const association = prod
        .all("aws:ec2/routeTableAssociation:RouteTableAssociation")
        .find((one) => one.inputs.routeTableId === inputs.routeTableId);
      expect(zoneOf.get(association?.inputs.subnetId)).toBe(zoneOf.get(gateway?.inputs.subnetId));
    }
  });

  it("HAPPY-009 has an internet gateway for the public subnets alone", () => {
    const gateway = prod.one("aws:ec2/internetGateway:InternetGateway").id;
    const tables = prod.all("aws:ec2/route:Route").filter(({ inputs }) => inputs.gatewayId === gateway);
    const publicIds = subnets("public").map(({ id }) => id);
    const reached = prod
      .all("aws:ec2/routeTableAssociation:RouteTableAssociation")
      .filter(({ inputs }) => tables.some((route) => route.inputs.routeTableId === inputs.routeTableId));
    expect(reached.map(({ inputs }) => inputs.subnetId).sort()).toEqual(publicIds.sort());
  });

  it("HAPPY-010 HAPPY-011 HAPPY-012 gives vpcId, publicSubnetIds and privateSubnetIds", () => {
    const outputs = prod.outputs("network");
    expect(outputs.vpcId).toBe(prod.one("aws:ec2/vpc:Vpc").id);
    expect(outputs.publicSubnetIds).toEqual(subnets("public").map(({ id }) => id));
    expect(outputs.privateSubnetIds).toEqual(subnets("private").map(({ id }) => id));
  });

  it("HAPPY-013 can reach ECR, S3, logs and Secrets Manager through endpoints, and does not by default", () => {
    expect(prod.all("aws:ec2/vpcEndpoint:VpcEndpoint")).toEqual([]);
    const services = options.all("aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => inputs.serviceName);
    expect(services.sort()).toEqual(
      ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"].map((service) => `com.amazonaws.eu-south-2.${service}`),
    );
  });
});

describe("data", () => {
  const database = (life: typeof prod) => life.one("aws:rds/instance:Instance", "postgres");

  it("HAPPY-014 HAPPY-015 runs PostgreSQL 15.4 on a db.t3.micro", () => {
    expect(database(prod).inputs).toMatchObject({
      engine: "postgres",
      engineVersion: "15.4",
      instanceClass: "db.t3.micro",
    });
  });

  it("HAPPY-016 encrypts 20 GB of gp3", () => {
    expect(database(prod).inputs).toMatchObject({ allocatedStorage: 20, storageType: "gp3", storageEncrypted: true });
  });

  it("HAPPY-017 HAPPY-132 runs in one zone, and in two when asked to", () => {
    expect(database(prod).inputs.multiAz).toBe(false);
    expect(database(options).inputs.multiAz).toBe(true);
  });

  it("HAPPY-018 keeps backups 1 day in dev and 7 days in prod", () => {
    expect(database(dev).inputs.backupRetentionPeriod).toBe(1);
    expect(database(staging).inputs.backupRetentionPeriod).toBe(1);
    expect(database(prod).inputs.backupRetentionPeriod).toBe(7);
  });

  it("HAPPY-019 lies in private subnets only", () => {
    expect(prod.one("aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds).toEqual(
      prod.outputs("network").privateSubnetIds,
    );
    expect(database(prod).inputs.publiclyAccessible).toBe(false);
  });

  it("HAPPY-020 HAPPY-130 keeps a generated password in Secrets Manager", () => {
    expect(prod.one("random:index/randomPassword:RandomPassword", "postgres").outputs.result).toBe("[secret]");
    expect(database(prod).inputs.password).toBe("[secret]");
    expect(prod.one("aws:secretsmanager/secret:Secret", "database").inputs.name).toBe("happyrobot-fde/database");
    expect(prod.one("aws:secretsmanager/secretVersion:SecretVersion", "database").inputs.secretString).toBe("[secret]");
  });

  it("HAPPY-021 HAPPY-022 is watched by enhanced monitoring and Performance Insights", () => {
    const { inputs } = database(prod);
    expect(inputs.monitoringInterval).toBeGreaterThan(0);
    expect(inputs.monitoringRoleArn).toMatch(/^arn:aws:iam::\d{12}:role\//);
    expect(inputs.performanceInsightsEnabled).toBe(true);
  });

  it("HAPPY-023 HAPPY-024 HAPPY-025 sets its parameters in a group of family postgres15", () => {
    const group = prod.one("aws:rds/parameterGroup:ParameterGroup");
    expect(group.inputs.family).toBe("postgres15");
    expect(group.inputs.parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "max_connections", value: "200", applyMethod: "pending-reboot" }),
        expect.objectContaining({ name: "log_min_duration_statement", value: "1000" }),
        expect.objectContaining({
          name: "shared_preload_libraries",
          value: "pg_stat_statements",
          applyMethod: "pending-reboot",
        }),
      ]),
    );
    expect(database(prod).inputs.parameterGroupName).toBe(group.outputs.name);
  });

  it("HAPPY-026 HAPPY-027 is named happyrobot-fde-postgres and gives its address", () => {
    expect(database(prod).inputs.identifier).toBe("happyrobot-fde-postgres");
    expect(prod.outputs("data").databaseEndpoint).toMatch(
      /^happyrobot-fde-postgres\.[a-z0-9]+\.eu-south-2\.rds\.amazonaws\.com$/,
    );
  });

  it("HAPPY-028 can copy backups to another region of the EU", () => {
    const type = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
    expect(prod.all(type)).toEqual([]);
    expect(options.one(type).inputs).toMatchObject({ region: "eu-central-1", retentionPeriod: 7 });
  });

  it("HAPPY-029 can have a Redis replication group", () => {
    expect(prod.all("aws:elasticache/replicationGroup:ReplicationGroup")).toEqual([]);
    expect(options.all("aws:elasticache/replicationGroup:ReplicationGroup")).toHaveLength(1);
  });

  it("HAPPY-030 can have read replicas", () => {
    expect(prod.all("aws:rds/instance:Instance")).toHaveLength(1);
    expect(options.one("aws:rds/instance:Instance", "postgres-replica-1").inputs.replicateSourceDb).toBe(
      "happyrobot-fde-postgres",
    );
  });

  it("HAPPY-072 can rotate the database's credentials", () => {
    expect(prod.all("aws:secretsmanager/secretRotation:SecretRotation")).toEqual([]);
    expect(options.one("aws:secretsmanager/secretRotation:SecretRotation").inputs.rotationRules).toMatchObject({
      automaticallyAfterDays: 30,
    });
  });
});

describe("security", () => {
  it("HAPPY-064 grants no action on every resource but those that know no resource", () => {
    for (const { urn, inputs } of prod.all("aws:iam/rolePolicy:RolePolicy")) {
      for (const statement of asList(valueAt(json(inputs.policy), ["Statement"])).map(asTree)) {
        expect({ urn, action: statement.Action }).not.toMatchObject({ action: "*" });
        if (statement.Resource === "*") expect(JSON.stringify(statement.Action)).toMatch(/^(?:(?!:\*).)*$/);
      }
    }
  });

  it("HAPPY-066 opens nothing to the world but the load balancer", () => {
    const open = prod
      .all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .filter(({ inputs }) => inputs.cidrIpv4 === "0.0.0.0/0");
    expect(new Set(open.map(({ inputs }) => inputs.securityGroupId))).toEqual(new Set([idOf("load-balancer")]));
    expect(prod.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs).toMatchObject({
      ingress: [],
      egress: [],
    });
  });
});
