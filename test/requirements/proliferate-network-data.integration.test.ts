import { loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { containersOf } from "../lives/containers.ts";
import { json, lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";

const dev = lived("proliferate-dev");
const prod = lived("proliferate-prod");
const options = lived("proliferate-options");
const redis = (life: typeof dev) => life.one("aws:elasticache/replicationGroup:ReplicationGroup");
const database = (life: typeof dev) => life.one("aws:rds/instance:Instance");
const rules = dev.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ inputs }) => inputs);
const groupOf = (key: string) =>
  Object.entries(Object(dev.outputs("network").serviceSecurityGroupIds)).find(([each]) => each === key)?.[1];

describe("network", () => {
  it("PROL-001 PROL-002 has a VPC with DNS names, and two subnets of each kind in two zones", () => {
    expect(dev.one("aws:ec2/vpc:Vpc").inputs).toMatchObject({ enableDnsHostnames: true });
    const zones = dev.all("aws:ec2/subnet:Subnet").map(({ inputs }) => inputs.availabilityZone);
    expect(zones).toHaveLength(4);
    expect(new Set(zones).size).toBe(2);
  });

  it("PROL-003 PROL-004 PROL-005 leads out through one NAT gateway and one internet gateway", () => {
    const nat = dev.one("aws:ec2/natGateway:NatGateway").inputs;
    expect(dev.outputs("network").publicSubnetIds).toContain(nat.subnetId);
    expect(dev.all("aws:ec2/eip:Eip")).toHaveLength(1);
    expect(dev.all("aws:ec2/internetGateway:InternetGateway")).toHaveLength(1);
    const routes = dev.all("aws:ec2/route:Route").map(({ inputs }) => inputs);
    expect(routes.filter(({ gatewayId }) => gatewayId !== undefined)).toHaveLength(2);
    expect(routes.filter(({ natGatewayId }) => natGatewayId !== undefined)).toHaveLength(2);
    expect(dev.all("aws:ec2/routeTableAssociation:RouteTableAssociation")).toHaveLength(4);
  });

  it("PROL-006 lets the tasks that ask for Redis reach it, each group by a rule", () => {
    const toCache = rules.filter(
      ({ securityGroupId }) => securityGroupId === dev.outputs("network").cacheSecurityGroupId,
    );
    expect(toCache.map(({ fromPort }) => fromPort)).toEqual(toCache.map(() => 6379));
    expect(toCache.map(({ referencedSecurityGroupId }) => referencedSecurityGroupId).sort()).toEqual(
      [groupOf("worker"), groupOf("gateway")].sort(),
    );
  });

  it("PROL-007 gives each service a group of its own, and lets the load balancer alone into the proxy's", () => {
    expect(new Set(["worker", "llm-proxy", "gateway"].map(groupOf)).size).toBe(3);
    const into = (key: string) => rules.filter(({ securityGroupId }) => securityGroupId === groupOf(key));
    const loadBalancer = dev.outputs("network").loadBalancerSecurityGroupId;
    expect(into("llm-proxy")).toMatchObject([{ fromPort: 4000, referencedSecurityGroupId: loadBalancer }]);
    expect(into("gateway")).toMatchObject([{ fromPort: 8787, referencedSecurityGroupId: loadBalancer }]);
    expect(into("worker")).toEqual([]);
    const task = dev.all("aws:ecs/service:Service").find(({ inputs }) => String(inputs.name).includes("llm-proxy"));
    expect(task?.inputs.networkConfiguration).toMatchObject({ securityGroups: [groupOf("llm-proxy")] });
  });
});

describe("Redis", () => {
  it("PROL-008 PROL-009 PROL-062 is 7.0, small in dev and larger in production", () => {
    expect(redis(dev).inputs).toMatchObject({ engine: "redis", engineVersion: "7.0", nodeType: "cache.t3.micro" });
    expect(redis(prod).inputs).toMatchObject({ nodeType: "cache.t3.small" });
  });

  it("PROL-010 never evicts what BullMQ keeps in it", () => {
    const group = dev.one("aws:elasticache/parameterGroup:ParameterGroup").inputs;
    expect(group).toMatchObject({ family: "redis7", parameters: [{ name: "maxmemory-policy", value: "noeviction" }] });
    expect(redis(dev).inputs.parameterGroupName).toBe(group.name);
  });

  it("PROL-011 PROL-012 PROL-014 fails over by itself, keeps snapshots, and lies in private subnets", () => {
    expect(redis(dev).inputs).toMatchObject({ automaticFailoverEnabled: true, snapshotRetentionLimit: 7 });
    expect(dev.all("aws:elasticache/cluster:Cluster")).toEqual([]);
    expect(dev.one("aws:elasticache/subnetGroup:SubnetGroup").inputs.subnetIds).toEqual(
      dev.outputs("network").privateSubnetIds,
    );
  });

  it("PROL-013 PROL-019 PROL-020 is protected with the database, until the environment lets both go", () => {
    for (const store of [redis(dev), database(dev)]) expect(store.protect).toBe(true);
    expect(dev.refusal?.code).toBe("RESOURCE_PROTECTED");
    const open = loadEnvironment(root, "proliferate-dev", { "data.unprotected": "true" }).data;
    expect([open.postgres.deletionProtection, open.redis.deletionProtection]).toEqual([false, false]);
  });
});

describe("the database", () => {
  it("PROL-015 PROL-016 PROL-063 is RDS PostgreSQL, or one elsewhere whose URL is a secret", () => {
    expect(database(dev).inputs).toMatchObject({ engine: "postgres" });
    expect(options.all("aws:rds/instance:Instance")).toEqual([]);
    const [worker] = containersOf(options, "proliferate-worker-dev");
    expect(worker?.secrets?.map(({ name }) => name)).toContain("DATABASE_URL");
  });

  it("PROL-017 PROL-018 cannot be deleted by accident, and leaves a snapshot", () => {
    expect(database(prod).inputs).toMatchObject({ deletionProtection: true, skipFinalSnapshot: false });
    expect(database(prod).inputs.finalSnapshotIdentifier).toMatch(/^proliferate-postgres.*final/);
  });
});

describe("secrets", () => {
  const secrets = dev.all("aws:secretsmanager/secret:Secret").map(({ inputs }) => String(inputs.name));
  const [worker] = containersOf(dev, "proliferate-worker-dev");
  const asked = worker?.secrets?.map(({ name }) => name) ?? [];
  const KEYS = [
    ["PROL-073", "ANTHROPIC_API_KEY", "anthropic-api-key"],
    ["PROL-074", "GITHUB_APP_ID", "github-app-id"],
    ["PROL-074", "GITHUB_APP_PRIVATE_KEY", "github-app-private-key"],
    ["PROL-075", "GITHUB_OAUTH_APP_ID", "github-oauth-app-id"],
    ["PROL-075", "GITHUB_OAUTH_APP_SECRET", "github-oauth-app-secret"],
    ["PROL-076", "GITHUB_APP_WEBHOOK_SECRET", "github-app-webhook-secret"],
    ["PROL-076", "NEXT_PUBLIC_GITHUB_APP_SLUG", "github-app-slug"],
    ["PROL-077", "MODAL_TOKEN_ID", "modal-token-id"],
    ["PROL-077", "MODAL_TOKEN_SECRET", "modal-token-secret"],
    ["PROL-083", "BETTER_AUTH_SECRET", "better-auth-secret"],
    ["PROL-083", "SERVICE_TO_SERVICE_AUTH_TOKEN", "service-to-service-auth-token"],
    ["PROL-083", "USER_SECRETS_ENCRYPTION_KEY", "user-secrets-encryption-key"],
    ["PROL-084", "BILLING_JWT_SECRET", "billing-jwt-secret"],
  ] as const;

  it.each(KEYS)(
    "%s keeps %s in a secret of its own, which tasks take by reference (PROL-021, PROL-022)",
    (_id, name, key) => {
      expect(secrets.filter((each) => each.endsWith(`/${key}`))).toHaveLength(1);
      expect(worker?.secrets?.find((each) => each.name === name)?.valueFrom).toContain(`/${key}`);
    },
  );

  it("PROL-083 PROL-084 generates 32 random bytes in base64, once", () => {
    // 64 hexadecimal digits are 32 bytes; stacks/data/test/generated-secret-plan.test.ts shows their 44 characters in base64.
    const made = dev
      .all("random:index/randomPassword:RandomPassword")
      .filter(({ inputs }) => inputs.overrideSpecial === "abcdef");
    expect(made.map(({ name }) => name).sort()).toEqual([
      "better-auth-secret",
      "billing-jwt-secret",
      "service-to-service-auth-token",
      "user-secrets-encryption-key",
    ]);
    for (const { inputs } of made) expect(inputs.length).toBe(64);
    expect(dev.repeats?.again.layers.find(({ layer }) => layer === "data")?.changes).toMatchObject({
      update: 0,
      replace: 0,
    });
  });

  it("PROL-048 PROL-078 knows the keys of the chosen sandbox alone", () => {
    expect(asked).not.toContain("E2B_API_KEY");
    const e2b = containersOf(options, "proliferate-worker-dev")[0]?.secrets?.map(({ name }) => name) ?? [];
    expect(e2b).toContain("E2B_API_KEY");
    expect(e2b.filter((name) => name.startsWith("MODAL_"))).toEqual([]);
  });

  it("PROL-079 PROL-080 PROL-081 PROL-085 PROL-087 leaves features off until their keys are there", () => {
    for (const name of ["GOOGLE_CLIENT_ID", "RESEND_API_KEY", "AUTUMN_API_KEY", "AUTH_TOKEN", "SLACK_CLIENT_SECRET"]) {
      expect(asked).not.toContain(name);
    }
    const google = containersOf(options, "proliferate-gateway-dev")[0]?.secrets?.map(({ name }) => name) ?? [];
    expect(google).toEqual(expect.arrayContaining(["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"]));
  });

  it("PROL-023 PROL-024 has one execution role and one task role for all services", () => {
    const definitions = dev.all("aws:ecs/taskDefinition:TaskDefinition").map(({ inputs }) => inputs);
    expect(new Set(definitions.map(({ executionRoleArn }) => executionRoleArn)).size).toBe(1);
    expect(new Set(definitions.map(({ taskRoleArn }) => taskRoleArn)).size).toBe(1);
    const policy = dev
      .all("aws:iam/rolePolicy:RolePolicy")
      .map(({ inputs }) => JSON.stringify(json(inputs.policy)))
      .find((text) => text.includes("secretsmanager:GetSecretValue"));
    expect(policy).toBeDefined();
  });

  it("PROL-025 PROL-026 PROL-050 composes both URLs, and gives them as secret outputs", () => {
    expect(asked).toEqual(expect.arrayContaining(["DATABASE_URL", "REDIS_URL"]));
    expect(dev.outputs("data")).toMatchObject({ databaseUrl: "[secret]", redisUrl: "[secret]" });
    expect(redis(dev).inputs.transitEncryptionEnabled ?? false).toBe(false);
  });
});
