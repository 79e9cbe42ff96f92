import { loadEnvironment } from "@strata/shared-config";
import { describe, expect, it } from "vitest";
import { containersOf } from "../lives/containers.ts";
import { json, lived } from "../lives/lived.ts";
import { root } from "../lives/root.ts";

const prod = lived("suna-prod");
const fargate = lived("suna-prod-fargate");
const every = [prod, fargate, lived("suna-dev"), lived("suna-staging")];
const settings = loadEnvironment(root, "suna-prod");
const existing = settings.network.existing;
const service = (life: typeof prod) => life.one("aws:ecs/service:Service").inputs;
const policies = (life: typeof prod) =>
  life
    .all("aws:appautoscaling/policy:Policy")
    .map(({ inputs }) => inputs.targetTrackingScalingPolicyConfiguration)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
const schedule = (name: string) =>
  prod.all("aws:appautoscaling/scheduledAction:ScheduledAction").find((each) => each.name.includes(name))?.inputs;

describe("network", () => {
  it("SUNA-001 SUNA-004 adopts its VPC and creates no network, no group and no gateway", () => {
    for (const life of every) {
      expect(life.stacks.network?.filter(({ type }) => type.startsWith("aws:"))).toEqual([]);
    }
    expect(prod.outputs("network").vpcId).toBe(existing?.vpcId);
    expect(prod.outputs("network").loadBalancerSecurityGroupId).toBe(existing?.securityGroups.loadBalancer);
  });

  it("SUNA-002 SUNA-003 gives its subnets on, and runs tasks and instances in the private ones", () => {
    expect(prod.outputs("network")).toMatchObject({
      privateSubnetIds: existing?.privateSubnetIds,
      publicSubnetIds: existing?.publicSubnetIds,
    });
    expect(prod.one("aws:autoscaling/group:Group").inputs.vpcZoneIdentifiers).toEqual(existing?.privateSubnetIds);
    expect(service(fargate).networkConfiguration).toMatchObject({ subnets: existing?.privateSubnetIds });
  });

  it("SUNA-005 gives instances and tasks the group that exists", () => {
    const groups = [existing?.securityGroups.services];
    expect(prod.one("aws:ec2/launchTemplate:LaunchTemplate").inputs.vpcSecurityGroupIds).toEqual(groups);
    expect(service(prod).networkConfiguration).toMatchObject({ securityGroups: groups });
    expect(service(fargate).networkConfiguration).toMatchObject({ securityGroups: groups });
  });
});

describe("cluster", () => {
  it("SUNA-006 makes no load balancer and no listener, and gives the existing one on with its dimension", () => {
    for (const life of every) {
      expect(life.all("aws:lb/loadBalancer:LoadBalancer")).toEqual([]);
      expect(life.all("aws:lb/listener:Listener")).toEqual([]);
    }
    expect(prod.outputs("cluster")).toMatchObject({
      loadBalancerArn: settings.cluster.loadBalancer.existing?.arn,
      loadBalancerDnsName: settings.cluster.loadBalancer.existing?.dnsName,
      loadBalancerArnSuffix: "app/suna-alb/50dc6c495c0c9188",
    });
  });

  it("SUNA-007 SUNA-016 registers its tasks in the target group that exists, and makes none", () => {
    for (const life of every) expect(life.all("aws:lb/targetGroup:TargetGroup")).toEqual([]);
    expect(service(prod)).toMatchObject({
      cluster: prod.outputs("cluster").ecsClusterArn,
      loadBalancers: [{ targetGroupArn: settings.services.api?.route.targetGroupArn, containerPort: 8000 }],
    });
    expect(prod.outputs("services").targetGroupArnSuffixes).toEqual({ api: "targetgroup/suna-api/6d0ecf831eec9f09" });
  });

  it("SUNA-008 calls the cluster suna-ecs", () => {
    expect(prod.one("aws:ecs/cluster:Cluster").inputs.name).toBe("suna-ecs");
  });

  it("SUNA-009 feeds the cluster from an Auto Scaling group through a capacity provider", () => {
    const group = prod.one("aws:autoscaling/group:Group");
    const provider = prod.one("aws:ecs/capacityProvider:CapacityProvider");
    expect(provider.inputs.autoScalingGroupProvider).toMatchObject({ autoScalingGroupArn: group.outputs.arn });
    expect(prod.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders").inputs).toMatchObject({
      clusterName: "suna-ecs",
      capacityProviders: [provider.inputs.name],
    });
    expect(service(prod).capacityProviderStrategies).toMatchObject([{ capacityProvider: provider.inputs.name }]);
  });

  it("SUNA-010 runs on Fargate and Fargate Spot instead where that is chosen", () => {
    expect(fargate.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders").inputs.capacityProviders).toEqual([
      "FARGATE",
      "FARGATE_SPOT",
    ]);
    expect(fargate.all("aws:autoscaling/group:Group")).toEqual([]);
    expect(service(fargate).capacityProviderStrategies).toMatchObject([
      { capacityProvider: "FARGATE", base: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ]);
  });

  it("SUNA-011 SUNA-012 starts Graviton instances only, one on demand and the rest Spot", () => {
    const { mixedInstancesPolicy } = prod.one("aws:autoscaling/group:Group").inputs;
    expect(mixedInstancesPolicy).toMatchObject({
      instancesDistribution: { onDemandBaseCapacity: 1, onDemandPercentageAboveBaseCapacity: 0 },
    });
    const types = JSON.stringify(mixedInstancesPolicy).match(/"instanceType":"[^"]+"/g) ?? [];
    expect(types).toContain('"instanceType":"t4g.medium"');
    for (const type of types) expect(type).toMatch(/"(t4g|c6g)\./);
    expect(String(prod.one("aws:ec2/launchTemplate:LaunchTemplate").inputs.imageId)).toMatch(
      /^ami-|resolve:ssm.*arm64/,
    );
  });

  it("SUNA-013 lets ECS scale the instances with the tasks", () => {
    expect(prod.one("aws:ecs/capacityProvider:CapacityProvider").inputs.autoScalingGroupProvider).toMatchObject({
      managedScaling: { status: "ENABLED", targetCapacity: 100 },
      managedTerminationProtection: "ENABLED",
    });
  });

  it("SUNA-014 has roles for execution, tasks and instances", () => {
    const trusted = prod.all("aws:iam/role:Role").map(({ inputs }) => String(inputs.assumeRolePolicy));
    expect(trusted.filter((policy) => policy.includes("ecs-tasks.amazonaws.com"))).toHaveLength(2);
    expect(trusted.filter((policy) => policy.includes("ec2.amazonaws.com"))).toHaveLength(1);
    expect(prod.all("aws:iam/instanceProfile:InstanceProfile")).toHaveLength(1);
    expect(fargate.all("aws:iam/instanceProfile:InstanceProfile")).toEqual([]);
  });
});

describe("services", () => {
  const [container] = containersOf(prod, "suna-api");
  const definition = prod.one("aws:ecs/taskDefinition:TaskDefinition").inputs;

  it("SUNA-015 runs the image that the environment names", () => {
    expect(container?.image).toBe("123456789012.dkr.ecr.us-west-2.amazonaws.com/suna-api:latest");
  });

  it("SUNA-017 SUNA-018 packs tasks by memory, with a soft limit", () => {
    expect(service(prod).orderedPlacementStrategies).toMatchObject([{ type: "binpack", field: "memory" }]);
    expect(container).toMatchObject({ memoryReservation: 1024 });
    expect(definition.memory).toBeUndefined();
    expect(fargate.one("aws:ecs/taskDefinition:TaskDefinition").inputs).toMatchObject({ cpu: "512", memory: "1024" });
    expect(service(fargate).orderedPlacementStrategies).toBeUndefined();
  });

  it("SUNA-019 SUNA-061 reads each secret from the one in Secrets Manager, and has none in plain", () => {
    const arns = container?.secrets?.map(({ valueFrom }) => valueFrom) ?? [];
    expect(arns.length).toBeGreaterThan(0);
    for (const arn of arns) expect(arn).toMatch(/^arn:aws:secretsmanager:us-west-2:\d{12}:secret:[^:]+:[A-Z_]+::$/);
    expect(container?.environment).toEqual([]);
  });

  it("SUNA-062 lets the execution role read that secret and no other", () => {
    const [secret] = container?.secrets ?? [];
    const arn = secret?.valueFrom.split(":").slice(0, 7).join(":");
    const statements = prod
      .all("aws:iam/rolePolicy:RolePolicy", "services")
      .map(({ inputs }) => json(inputs.policy))
      .filter((policy) => JSON.stringify(policy).includes("secretsmanager"));
    expect(statements).toMatchObject([
      { Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [arn] }] },
    ]);
  });

  it("SUNA-020 SUNA-021 SUNA-022 SUNA-023 tracks CPU at 70 and memory at 75 %, out after 60 s, in after 300 s", () => {
    const cooldowns = { scaleOutCooldown: 60, scaleInCooldown: 300 };
    const metric = (name: string) => ({ predefinedMetricSpecification: { predefinedMetricType: name } });
    expect(policies(prod)).toMatchObject([
      { ...metric("ECSServiceAverageCPUUtilization"), targetValue: 70, ...cooldowns },
      { ...metric("ECSServiceAverageMemoryUtilization"), targetValue: 75, ...cooldowns },
    ]);
  });

  it("SUNA-024 SUNA-025 SUNA-026 has 3 to 10 tasks on weekdays from 6 to 18 o'clock Pacific time, else 2 to 6", () => {
    const timezone = "America/Los_Angeles";
    expect(prod.all("aws:appautoscaling/scheduledAction:ScheduledAction")).toHaveLength(2);
    expect(schedule("off-peak")).toMatchObject({
      schedule: "cron(0 18 ? * MON-FRI *)",
      timezone,
      scalableTargetAction: { minCapacity: 2, maxCapacity: 6 },
    });
    const peaks = prod
      .all("aws:appautoscaling/scheduledAction:ScheduledAction")
      .filter(({ inputs }) => inputs.schedule === "cron(0 6 ? * MON-FRI *)");
    expect(peaks.map(({ inputs }) => inputs)).toMatchObject([
      { timezone, scalableTargetAction: { minCapacity: 3, maxCapacity: 10 } },
    ]);
  });

  it("SUNA-078 spans 2 to 10 tasks as a whole", () => {
    expect(prod.one("aws:appautoscaling/target:Target").inputs).toMatchObject({ minCapacity: 2, maxCapacity: 10 });
  });
});
