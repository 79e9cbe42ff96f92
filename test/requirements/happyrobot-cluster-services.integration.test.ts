import { loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { containersOf } from "../lives/containers.ts";
import { json, lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";

const dev = lived("happyrobot-dev");
const prod = lived("happyrobot-prod");
const options = lived("happyrobot-options");

const service = (name: string) => {
  const found = prod.all("aws:ecs/service:Service").find(({ inputs }) => inputs.name === name);
  return found?.inputs ?? {};
};
const listener = (life: typeof prod, port: number) =>
  life.all("aws:lb/listener:Listener").find(({ inputs }) => inputs.port === port);
const rule = (path: string) =>
  prod
    .all("aws:lb/listenerRule:ListenerRule")
    .find(({ inputs }) => JSON.stringify(inputs.conditions).includes(`"${path}"`));
const targetGroup = (path: string) => {
  const actions: unknown = rule(path)?.inputs.actions;
  const arn = Array.isArray(actions) ? actions[0]?.targetGroupArn : undefined;
  return prod.all("aws:lb/targetGroup:TargetGroup").find(({ outputs }) => outputs.arn === arn)?.inputs ?? {};
};

describe("cluster", () => {
  const bucket = "happyrobot-fde-alb-access-logs-prod";

  it("HAPPY-031 HAPPY-032 HAPPY-038 is named happyrobot-fde, with Container Insights", () => {
    expect(prod.one("aws:ecs/cluster:Cluster").inputs).toMatchObject({
      name: "happyrobot-fde",
      settings: [{ name: "containerInsights", value: "enabled" }],
    });
    expect(prod.outputs("cluster").ecsClusterName).toBe("happyrobot-fde");
  });

  it("HAPPY-031 takes a suffix, so that environments can share an account", () => {
    expect(loadEnvironment(root, "happyrobot-staging", { "naming.suffix": "-staging" }).cluster.name).toBe(
      "happyrobot-fde-staging",
    );
  });

  it("HAPPY-033 runs all services on Fargate", () => {
    for (const { inputs } of prod.all("aws:ecs/service:Service")) {
      expect(inputs.capacityProviderStrategies).toMatchObject([{ capacityProvider: "FARGATE" }]);
    }
  });

  it("HAPPY-034 HAPPY-035 HAPPY-039 HAPPY-040 keeps images in happyrobot-api and happyrobot-frontend and gives their URLs", () => {
    const names = prod.all("aws:ecr/repository:Repository").map(({ inputs }) => inputs.name);
    expect(names.sort()).toEqual(["happyrobot-api", "happyrobot-frontend"]);
    expect(prod.outputs("cluster").apiRepositoryUrl).toMatch(
      /^\d{12}\.dkr\.ecr\.eu-south-2\.amazonaws\.com\/happyrobot-api$/,
    );
    expect(prod.outputs("cluster").webRepositoryUrl).toMatch(/\/happyrobot-frontend$/);
  });

  it("HAPPY-036 keeps the last 10 images of both", () => {
    const policies = prod
      .all("aws:ecr/lifecyclePolicy:LifecyclePolicy")
      .map(({ inputs }) => JSON.stringify(json(inputs.policy)));
    expect(policies).toHaveLength(2);
    for (const policy of policies)
      expect(policy).toMatch(/"countNumber":10\b.*imageCountMoreThan|imageCountMoreThan.*"countNumber":10\b/);
  });

  it("HAPPY-037 scans images on push", () => {
    for (const { inputs } of prod.all("aws:ecr/repository:Repository")) {
      expect(inputs.imageScanningConfiguration).toMatchObject({ scanOnPush: true });
    }
  });

  it("HAPPY-041 HAPPY-043 HAPPY-049 has a public load balancer over the public subnets", () => {
    expect(prod.one("aws:lb/loadBalancer:LoadBalancer").inputs).toMatchObject({
      name: "happyrobot-fde-alb",
      internal: false,
      enableCrossZoneLoadBalancing: true,
      subnets: prod.outputs("network").publicSubnetIds,
    });
    expect(prod.outputs("cluster").loadBalancerDnsName).toMatch(/\.eu-south-2\.elb\.amazonaws\.com$/);
  });

  it("HAPPY-042 HAPPY-098 serves HTTP, and HTTPS when a certificate is given", () => {
    expect(prod.all("aws:lb/listener:Listener").map(({ inputs }) => inputs.port)).toEqual([80]);
    expect(listener(options, 443)?.inputs.certificateArn).toMatch(/^arn:aws:acm:eu-south-2:/);
    expect(listener(options, 80)?.inputs.defaultActions).toMatchObject([{ type: "redirect" }]);
  });

  it("HAPPY-065 HAPPY-068 ends TLS with a current policy", () => {
    expect(listener(options, 443)?.inputs).toMatchObject({
      protocol: "HTTPS",
      sslPolicy: expect.stringMatching(/TLS13.*Res/),
    });
  });

  it("HAPPY-044 HAPPY-045 sends /api/*, /health and /docs* to the API on port 8000", () => {
    for (const path of ["/api/*", "/health", "/docs*"]) {
      expect(targetGroup(path)).toMatchObject({ port: 8000, targetType: "ip" });
    }
  });

  it("HAPPY-046 sends everything else to the web front end on port 3000", () => {
    expect(targetGroup("/*")).toMatchObject({ port: 3000, targetType: "ip" });
    expect(Number(rule("/*")?.inputs.priority)).toBeGreaterThan(Number(rule("/api/*")?.inputs.priority));
  });

  it("HAPPY-047 writes access logs to the bucket of the environment", () => {
    expect(prod.one("aws:lb/loadBalancer:LoadBalancer").inputs.accessLogs).toMatchObject({ enabled: true, bucket });
    const names = (life: typeof prod) => life.all("aws:s3/bucket:Bucket", "cluster").map(({ inputs }) => inputs.bucket);
    expect(names(prod)).toEqual([bucket]);
    expect(names(dev)).toEqual(["happyrobot-fde-alb-access-logs-dev"]);
  });

  it("HAPPY-048 lets only the log delivery write the bucket, encrypts it, and deletes old logs", () => {
    const policies = prod
      .all("aws:s3/bucketPolicy:BucketPolicy", "cluster")
      .map(({ inputs }) => JSON.stringify(json(inputs.policy)));
    expect(policies.join()).toContain("logdelivery.elasticloadbalancing.amazonaws.com");
    const encryption = prod.all(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "cluster",
    );
    expect(JSON.stringify(encryption.map(({ inputs }) => inputs.rules))).toContain("AES256");
    const lifecycle = prod.all("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "cluster");
    expect(JSON.stringify(lifecycle.map(({ inputs }) => inputs.rules))).toContain('"days":90');
  });

  it("HAPPY-073 can take or request a certificate", () => {
    expect(lived("threa-scaled").all("aws:acm/certificate:Certificate")).toHaveLength(1);
    expect(listener(options, 443)?.inputs.certificateArn).toBeDefined();
  });
});

describe("services", () => {
  const task = (family: string) =>
    prod.all("aws:ecs/taskDefinition:TaskDefinition").find(({ inputs }) => inputs.family === family)?.inputs;
  const container = (family: string, life = prod) => containersOf(life, family)[0];

  it("HAPPY-050 gives the API 256 CPU units, 512 MB and port 8000", () => {
    expect(task("happyrobot-api")).toMatchObject({ cpu: "256", memory: "512" });
    expect(container("happyrobot-api")?.portMappings).toMatchObject([{ containerPort: 8000 }]);
  });

  it("HAPPY-051 gives the web front end 256 CPU units, 512 MB and port 3000", () => {
    expect(task("happyrobot-frontend")).toMatchObject({ cpu: "256", memory: "512" });
    expect(container("happyrobot-frontend")?.portMappings).toMatchObject([{ containerPort: 3000 }]);
  });

  it("HAPPY-052 checks health in the containers and at the target groups", () => {
    for (const family of ["happyrobot-api", "happyrobot-frontend"]) {
      expect(container(family)?.healthCheck?.command[0]).toBe("CMD-SHELL");
    }
    for (const { inputs } of prod.all("aws:lb/targetGroup:TargetGroup")) {
      expect(inputs.healthCheck).toMatchObject({ path: expect.stringMatching(/^\//) });
    }
  });

  it("HAPPY-053 HAPPY-060 hands the API its database credentials and its key as secrets", () => {
    const secrets = container("happyrobot-api")?.secrets ?? [];
    expect(secrets.map(({ name }) => name).sort()).toEqual(["API_KEY", "DATABASE_PASSWORD", "DATABASE_URL"]);
    const arn = prod.one("aws:secretsmanager/secret:Secret", "database").outputs.arn;
    expect(secrets.find(({ name }) => name === "DATABASE_URL")?.valueFrom).toBe(`${arn}:url::`);
  });

  it("HAPPY-054 names the services happyrobot-api and happyrobot-frontend", () => {
    const names = prod.all("aws:ecs/service:Service").map(({ inputs }) => inputs.name);
    expect(names.sort()).toEqual(["happyrobot-api", "happyrobot-frontend"]);
  });

  it("HAPPY-055 HAPPY-056 HAPPY-057 scales 1 to 3 tasks on CPU, the API at 70 and web at 60 percent, with cooldowns", () => {
    for (const { inputs } of prod.all("aws:appautoscaling/target:Target")) {
      expect(inputs).toMatchObject({ minCapacity: 1, maxCapacity: 3 });
    }
    const targets = prod.all("aws:appautoscaling/policy:Policy").map(({ inputs }) => ({
      resource: inputs.resourceId,
      tracking: inputs.targetTrackingScalingPolicyConfiguration,
    }));
    const cooldowns = { scaleInCooldown: expect.any(Number), scaleOutCooldown: expect.any(Number) };
    expect(targets).toContainEqual({
      resource: "service/happyrobot-fde/happyrobot-api",
      tracking: expect.objectContaining({ targetValue: 70, ...cooldowns }),
    });
    expect(targets).toContainEqual({
      resource: "service/happyrobot-fde/happyrobot-frontend",
      tracking: expect.objectContaining({ targetValue: 60, ...cooldowns }),
    });
  });

  it("HAPPY-058 runs tasks in private subnets without a public address", () => {
    for (const name of ["happyrobot-api", "happyrobot-frontend"]) {
      expect(service(name).networkConfiguration).toMatchObject({
        assignPublicIp: false,
        subnets: prod.outputs("network").privateSubnetIds,
      });
    }
  });

  it("HAPPY-059 takes further API keys by data alone", () => {
    const secrets = container("happyrobot-api", options)?.secrets ?? [];
    expect(secrets.find(({ name }) => name === "OPENAI_API_KEY")?.valueFrom).toBe(
      options.one("aws:secretsmanager/secret:Secret", "openai-key").outputs.arn,
    );
  });

  it("HAPPY-076 HAPPY-077 HAPPY-078 logs per service, 7 days in dev and 30 in prod", () => {
    const groups = (life: typeof prod) =>
      life
        .all("aws:cloudwatch/logGroup:LogGroup", "services")
        .map(({ inputs }) => [inputs.name, inputs.retentionInDays]);
    expect(groups(dev).sort()).toEqual([
      ["/aws/ecs/containers-api", 7],
      ["/aws/ecs/containers-web", 7],
    ]);
    expect(groups(prod).sort()).toEqual([
      ["/aws/ecs/containers-api", 30],
      ["/aws/ecs/containers-web", 30],
    ]);
  });

  it("HAPPY-122 takes scaling targets and sizes from configuration", () => {
    const tracking = options
      .all("aws:appautoscaling/policy:Policy")
      .filter(({ inputs }) => inputs.resourceId === "service/happyrobot-fde/happyrobot-api")
      .map(({ inputs }) => inputs.targetTrackingScalingPolicyConfiguration);
    expect(tracking).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ targetValue: 50 }),
        expect.objectContaining({ targetValue: 75 }),
      ]),
    );
  });
});
