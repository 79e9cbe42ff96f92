import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { Compute } from "../src/compute.ts";
import { environment } from "./environment.ts";
import { type Asked, asked } from "./recorder.ts";

/** What the cluster of an environment asks for, by type. */
async function compute(name: string, overrides: Record<string, string> = {}): Promise<(type: string) => Asked[]> {
  const described = environment(name, overrides);
  const groups = Object.fromEntries(Object.keys(described.services).map((key) => [key, "sg-0123456789abcdef0"]));
  const resources = await asked(() => {
    new Compute("compute", {
      environment: described,
      network: {
        privateSubnetIds: pulumi.output(["subnet-0123456789abcdef0"]),
        serviceSecurityGroupIds: pulumi.output(groups),
      },
    });
  });
  return (type) => resources.filter((resource) => resource.type === type);
}

const PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";

test("EC2 instances feed a capacity provider of the cluster, and Fargate does not (SUNA-008, SUNA-009)", async () => {
  const of = await compute("suna-prod");
  expect(of("aws:ecs/cluster:Cluster")[0]?.inputs).toMatchObject({ name: "suna-ecs" });
  expect(of(PROVIDERS)[0]?.inputs).toMatchObject({
    capacityProviders: ["suna-ecs-graviton"],
    defaultCapacityProviderStrategies: [{ capacityProvider: "suna-ecs-graviton", weight: 1 }],
  });
});

test("Fargate and Fargate Spot are the cluster's where there is no pool (SUNA-010)", async () => {
  const of = await compute("suna-prod-fargate");
  expect(of(PROVIDERS)[0]?.inputs).toMatchObject({ capacityProviders: ["FARGATE", "FARGATE_SPOT"] });
  expect(of("aws:autoscaling/group:Group")).toEqual([]);
  expect(of("aws:iam/instanceProfile:InstanceProfile")).toEqual([]);
});

test("a cluster has Fargate beside a pool of GPUs, and Fargate by default (RUN-028, RUN-038)", async () => {
  const of = await compute("runlayer-enterprise");
  expect(of(PROVIDERS)[0]?.inputs).toMatchObject({
    clusterName: "anysource-enterprise",
    capacityProviders: ["FARGATE", "FARGATE_SPOT", "anysource-enterprise-gpu"],
    defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
  });
});

test("the group starts the preferred type first, one On-Demand and the rest Spot, and protects them (SUNA-012)", async () => {
  const of = await compute("suna-prod");
  expect(of("aws:autoscaling/group:Group")[0]?.inputs).toMatchObject({
    desiredCapacity: 2,
    protectFromScaleIn: true,
    forceDelete: true,
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: "graviton-pool-id", version: "3" },
        overrides: [
          { instanceType: "t4g.medium" },
          { instanceType: "t4g.large" },
          { instanceType: "c6g.large" },
          { instanceType: "c6g.xlarge" },
        ],
      },
      instancesDistribution: {
        onDemandAllocationStrategy: "prioritized",
        onDemandBaseCapacity: 1,
        onDemandPercentageAboveBaseCapacity: 0,
        spotAllocationStrategy: "price-capacity-optimized",
      },
    },
    tags: expect.arrayContaining([{ key: "AmazonECSManaged", value: "true", propagateAtLaunch: true }]),
  });
});

test("ECS scales the group with the tasks, and ends no instance that runs one (SUNA-013)", async () => {
  const of = await compute("suna-prod");
  expect(of("aws:ecs/capacityProvider:CapacityProvider")[0]?.inputs.autoScalingGroupProvider).toMatchObject({
    managedScaling: { status: "ENABLED", targetCapacity: 100 },
    managedTerminationProtection: "ENABLED",
    managedDraining: "ENABLED",
  });
});

test("an instance asks for a session token, one hop away, and encrypts its disk", async () => {
  const of = await compute("suna-prod", { "cluster.capacity.pools.graviton.rootVolumeGb": "50" });
  const template = of("aws:ec2/launchTemplate:LaunchTemplate")[0]?.inputs;
  expect(template).toMatchObject({
    imageId: "ami-0123456789abcdef0",
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 50, volumeType: "gp3", encrypted: "true" } }],
    vpcSecurityGroupIds: ["sg-0123456789abcdef0"],
  });
  expect(template).not.toHaveProperty("keyName");
  expect(Buffer.from(String(template?.userData), "base64").toString()).toContain("ECS_CLUSTER=suna-ecs");
});

test("instances have a role of their own, to join the cluster and to open a session (SUNA-014)", async () => {
  const of = await compute("suna-prod");
  expect(of("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn)).toEqual(
    expect.arrayContaining([
      "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
      "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    ]),
  );
  expect(of("aws:iam/instanceProfile:InstanceProfile")[0]?.inputs).toMatchObject({ name: "suna-ecs-instance" });
});
