import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { parseUrn } from "@strata/shared-config";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EngineWorld, openEngineWorld, UNKNOWN } from "./engine-world.ts";

let cloud: EngineWorld;

beforeAll(async () => {
  cloud = await openEngineWorld();
});

afterAll(() => cloud.close());

/** The resources of a type in the account, by name. */
function named(type: string): readonly string[] {
  const rows = cloud.account().filter((row) => row.type === type);
  return rows.map((row) => parseUrn(row.urn).name).sort();
}

describe("awsx components on the real engine", () => {
  it("live through preview, deployment, a second one, a refresh and a destroy", async () => {
    const stack = await cloud.stack("threa-scaled", async () => {
      const owner = new aws.ssm.Parameter("owner", { name: "owner", type: "String", value: "team" });
      const vpc = new awsx.ec2.Vpc("main", {
        cidrBlock: "10.0.0.0/16",
        numberOfAvailabilityZones: 2,
        subnetStrategy: "Auto",
        subnetSpecs: [
          { type: "Public", cidrMask: 24 },
          { type: "Private", cidrMask: 20 },
          { type: "Isolated", name: "data", cidrMask: 24 },
        ],
        natGateways: { strategy: "Single" },
        tags: { owner: owner.arn },
      });
      const repository = new awsx.ecr.Repository("API", { name: "team/api", imageTagMutability: "IMMUTABLE" });
      const certificate = aws.acm.getCertificateOutput({ domain: "example.com" });
      const alb = new awsx.lb.ApplicationLoadBalancer("web", {
        name: "web",
        subnetIds: vpc.publicSubnetIds,
        listener: { port: 443, certificateArn: certificate.arn },
      });
      return {
        vpcId: vpc.vpcId,
        cidr: vpc.vpc.cidrBlock,
        data: vpc.isolatedSubnetIds,
        repository: repository.url,
        dnsName: alb.loadBalancer.dnsName,
        albVpc: alb.vpcId,
      };
    });

    const preview = await stack.preview();
    expect(preview.errors).toEqual([]);
    expect(preview.outputs).toMatchObject({ vpcId: UNKNOWN, repository: UNKNOWN, dnsName: UNKNOWN });
    expect(cloud.account()).toEqual([]);

    const up = await stack.up();
    expect(up.errors).toEqual([]);
    expect(up.outputs).toMatchObject({
      vpcId: expect.stringMatching(/^vpc-0/),
      cidr: "10.0.0.0/16",
      data: [expect.stringMatching(/^subnet-0/), expect.stringMatching(/^subnet-0/)],
      repository: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/api",
      dnsName: expect.stringMatching(/^web-\d{10}\.eu-central-1\.elb\.amazonaws\.com$/),
      albVpc: up.outputs.vpcId,
    });
    const subnets = [
      "main-data-1",
      "main-data-2",
      "main-private-1",
      "main-private-2",
      "main-public-1",
      "main-public-2",
    ];
    expect(named("aws:ec2/subnet:Subnet")).toEqual(subnets);
    expect(named("aws:ec2/natGateway:NatGateway")).toEqual(["main-1"]);
    expect(named("aws:ec2/route:Route")).toEqual(subnets.slice(2));
    expect(named("aws:ecr/lifecyclePolicy:LifecyclePolicy")).toEqual(["api"]);
    expect(named("aws:lb/listener:Listener")).toEqual(["web-0"]);

    expect((await stack.up()).changed).toEqual([]);
    expect((await stack.refresh()).changed).toEqual([]);
    const destroy = await stack.destroy();
    expect(destroy.errors).toEqual([]);
    expect(cloud.account()).toEqual([]);
  });

  it("hand their children to the engine, which applies transforms and the component's provider", async () => {
    const stack = await cloud.stack("happyrobot-prod", async () => {
      pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
        type === "aws:ec2/subnet:Subnet"
          ? { props: { ...props, tags: { ...props.tags, layer: "network" } }, opts }
          : undefined,
      );
      const provider = new aws.Provider("spain", { region: "eu-south-2", defaultTags: { tags: { team: "infra" } } });
      new awsx.ec2.Vpc("main", { numberOfAvailabilityZones: 1, natGateways: { strategy: "None" } }, { provider });
    });
    expect((await stack.up()).errors).toEqual([]);
    const subnet = cloud.account().find((row) => row.type === "aws:ec2/subnet:Subnet");
    expect(subnet).toMatchObject({
      region: "eu-south-2",
      urn: expect.stringContaining("awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet"),
    });
    expect(subnet?.outputs).toMatchObject({
      availabilityZone: "eu-south-2a",
      tags: { layer: "network", SubnetType: "Public" },
      tagsAll: { layer: "network", team: "infra" },
    });
    await stack.destroy();
  });

  it("say which of them cannot be rehearsed", async () => {
    const repositoryUrl = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/app";
    const stack = await cloud.stack("other", async () => void new awsx.ecr.Image("app", { repositoryUrl }));
    expect((await stack.preview()).errors.join()).toContain("awsx:ecr:Image cannot be rehearsed: it builds");
  });

  it("make a service in the default VPC behind load balancers, and hand on what they made to each other", async () => {
    const stack = await cloud.stack("service", async () => {
      const alb = new awsx.lb.ApplicationLoadBalancer("web", {});
      const nlb = new awsx.lb.NetworkLoadBalancer("tcp", { listener: { port: 5432 } });
      const cluster = new aws.ecs.Cluster("main");
      const service = new awsx.ecs.FargateService("api", {
        cluster: cluster.arn,
        assignPublicIp: true,
        taskDefinitionArgs: {
          container: {
            name: "app",
            image: "public.ecr.aws/nginx/nginx:latest",
            memory: 512,
            essential: true,
            portMappings: [{ targetGroup: alb.defaultTargetGroup }],
          },
        },
      });
      const trail = new awsx.cloudtrail.Trail("audit", { cloudWatchLogsGroup: { enable: true } });
      const network = new awsx.ec2.DefaultVpc("default");
      return {
        containers: service.taskDefinition.apply((definition) => definition?.containerDefinitions),
        loadBalancers: service.service.loadBalancers,
        target: alb.defaultTargetGroup.arn,
        tcp: nlb.listeners.apply((listeners) => listeners?.map((listener) => listener.id).length),
        bucket: trail.bucket.apply((bucket) => bucket?.arn),
        vpcs: pulumi.all([network.vpcId, alb.vpcId, nlb.vpcId]).apply((ids) => new Set(ids).size),
      };
    });
    const preview = await stack.preview();
    expect(preview.errors).toEqual([]);
    const up = await stack.up();
    expect(up.errors).toEqual([]);
    expect(up.outputs).toMatchObject({
      containers: expect.stringContaining('"portMappings":[{"containerPort":80,"hostPort":80}]'),
      loadBalancers: [{ containerName: "app", containerPort: 80, targetGroupArn: up.outputs.target }],
      tcp: 1,
      bucket: expect.stringMatching(/^arn:aws:s3:::audit-/),
      vpcs: 1,
    });
    const definition = cloud.account().find((row) => row.type === "aws:ecs/taskDefinition:TaskDefinition");
    expect(definition?.urn).toContain("::awsx:ecs:FargateService$awsx:ecs:FargateTaskDefinition$aws:ecs/");
    expect((await stack.up()).changed).toEqual([]);
    expect((await stack.destroy()).errors).toEqual([]);
    expect(cloud.account()).toEqual([]);
  });
});

describe("engines side by side", () => {
  it("work in their own regions, and leave each other's resources alone", async () => {
    const program = async () => {
      const zones = await aws.getAvailabilityZones({ state: "available" });
      const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
      return { arn: vpc.arn, zone: zones.names[0] };
    };
    const regions = ["eu-central-1", "us-east-1", "eu-south-2"];
    const stacks = await Promise.all(
      regions.map((region) => cloud.stack(`in-${region}`, program, { "aws:region": region })),
    );
    const runs = await Promise.all(stacks.map((stack) => stack.up()));
    for (const [index, region] of regions.entries()) {
      expect(runs[index]?.errors).toEqual([]);
      expect(runs[index]?.outputs).toMatchObject({ arn: expect.stringContaining(`:${region}:`), zone: `${region}a` });
    }
    await stacks[0]?.destroy();
    expect(
      cloud
        .account()
        .map((row) => row.region)
        .sort(),
    ).toEqual(["eu-south-2", "us-east-1"]);
    await Promise.all(stacks.map((stack) => stack.destroy()));
  });
});
