import { describe, expect, it } from "vitest";
import { invoke } from "../src/functions/invoke.ts";
import { create } from "../src/operations/lifecycle.ts";
import { secret, type Values } from "../src/wire/values.ts";
import { memoryCloud, scopeIn, urnOf } from "./memory-cloud.ts";

const cloud = memoryCloud();

function ask(token: string, args: Values = {}, region = "eu-central-1"): Values {
  return invoke(cloud, token, args, scopeIn(region));
}

function make(type: string, name: string, inputs: Values): string {
  return create(cloud, { type, urn: urnOf(type, name) }, inputs, scopeIn("eu-central-1"), false).id;
}

const vpcId = make("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } });
const subnetId = make("aws:ec2/subnet:Subnet", "a", { vpcId, cidrBlock: "10.0.1.0/24", tags: { Tier: "data" } });
make("aws:ec2/subnet:Subnet", "b", { vpcId: "vpc-other", cidrBlock: "10.9.1.0/24" });

function filter(name: string, ...values: string[]): Values {
  return { name, values };
}

describe("data sources", () => {
  it.each([
    ["eu-central-1", ["eu-central-1a", "eu-central-1b", "eu-central-1c"], "euc1-az1"],
    ["eu-south-2", ["eu-south-2a", "eu-south-2b", "eu-south-2c"], "eus2-az1"],
    ["us-east-1", ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1e", "us-east-1f"], "use1-az1"],
    ["us-west-2", ["us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"], "usw2-az1"],
    ["ap-southeast-9", ["ap-southeast-9a", "ap-southeast-9b", "ap-southeast-9c"], expect.any(String)],
  ])("know the zones of %s", (region, names, first) => {
    const zones = ask("aws:index/getAvailabilityZones:getAvailabilityZones", { state: "available" }, region);
    expect(zones).toMatchObject({ names, id: region, zoneIds: expect.arrayContaining([first]) });
  });

  it("know who and where one is", () => {
    expect(ask("aws:index/getCallerIdentity:getCallerIdentity")).toMatchObject({ accountId: "123456789012" });
    expect(ask("aws:index/getRegion:getRegion", {}, "eu-west-1")).toMatchObject({
      region: "eu-west-1",
      description: "Europe (Ireland)",
    });
    expect(ask("aws:index/getPartition:getPartition", {}, "cn-north-1")).toMatchObject({ partition: "aws-cn" });
    expect(ask("aws:elb/getServiceAccount:getServiceAccount")).toMatchObject({ id: "054676820928" });
    expect(() => ask("aws:elb/getServiceAccount:getServiceAccount", {}, "eu-south-2")).toThrow(
      /unsupported ELB Service Account Region/,
    );
  });

  it("find what the account has: by id, property, filter and tag", () => {
    expect(ask("aws:ec2/getVpc:getVpc", { id: vpcId })).toMatchObject({ id: vpcId, cidrBlock: "10.0.0.0/16" });
    expect(ask("aws:ec2/getVpc:getVpc", { cidrBlock: "10.0.0.0/16" })).toMatchObject({ id: vpcId });
    expect(ask("aws:ec2/getSubnet:getSubnet", { id: subnetId })).toMatchObject({ vpcId });
    expect(ask("aws:ec2/getSubnets:getSubnets", { filters: [{ name: "vpc-id", values: [vpcId] }] })).toMatchObject({
      ids: [subnetId],
    });
    expect(ask("aws:ec2/getSubnets:getSubnets", { filters: [{ name: "tag:Tier", values: ["data"] }] })).toMatchObject({
      ids: [subnetId],
    });
    expect(ask("aws:ec2/getSubnets:getSubnets", { tags: { Tier: "web" } })).toMatchObject({ ids: [] });
  });

  it("do not look into other regions", () => {
    expect(() => ask("aws:ec2/getVpc:getVpc", { cidrBlock: "10.0.0.0/16" }, "us-east-1")).toThrow(
      /no resource of type aws:ec2\/vpc:Vpc matches in us-east-1/,
    );
  });

  it("take it that what is asked for by its name is there, though no rehearsal made it", () => {
    expect(ask("aws:ec2/getVpc:getVpc", { id: "vpc-0123" })).toMatchObject({ id: "vpc-0123", ownerId: "123456789012" });
    expect(ask("aws:route53/getZone:getZone", { name: "example.com" })).toMatchObject({
      name: "example.com",
      zoneId: expect.stringMatching(/^Z/),
    });
    expect(ask("cloudflare:index/getZone:getZone", { filter: { name: "example.com" } })).toMatchObject({
      zoneId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(
      ask("aws:ssm/getParameter:getParameter", { name: "/aws/service/ami-amazon-linux-latest/al2023" }),
    ).toMatchObject({ value: expect.stringMatching(/^ami-0/) });
  });

  it("suppose subnets in zones by the last digit of their ids, in the VPC that they are asked for in", () => {
    const zones = ["a", "b", "c"].map(
      (digit) =>
        ask("aws:ec2/getSubnet:getSubnet", { id: `subnet-0123456${digit}`, vpcId: "vpc-0123" }).availabilityZone,
    );
    expect(zones).toEqual(["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
    expect(ask("aws:ec2/getSubnet:getSubnet", { id: "subnet-1", vpcId: "vpc-0123" })).toMatchObject({
      vpcId: "vpc-0123",
      cidrBlock: expect.stringMatching(/^10\./),
    });
    expect(ask("aws:ec2/getVpc:getVpc", { id: "vpc-0123" })).toMatchObject({ cidrBlock: "10.0.0.0/16" });
  });

  it("list what is asked for by id and was made by nobody, but not as a part of a VPC that somebody made", () => {
    const subnets = (vpc: string, ...ids: string[]) =>
      ask("aws:ec2/getSubnets:getSubnets", { filters: [filter("vpc-id", vpc), filter("subnet-id", ...ids)] }).ids;
    expect(subnets("vpc-0123", "subnet-1", subnetId)).toEqual(["subnet-1"]);
    expect(subnets(vpcId, "subnet-1", subnetId)).toEqual([subnetId]);
    expect(ask("aws:ec2/getVpcs:getVpcs", { filters: [filter("vpc-id", "vpc-0123", vpcId)] }).ids).toEqual([
      vpcId,
      "vpc-0123",
    ]);
    const groups = { filters: [filter("vpc-id", "vpc-0123"), filter("group-id", "sg-1")] };
    expect(ask("aws:ec2/getSecurityGroups:getSecurityGroups", groups)).toMatchObject({
      ids: ["sg-1"],
      vpcIds: ["vpc-0123"],
    });
    expect(ask("aws:ec2/getSecurityGroup:getSecurityGroup", { id: "sg-1", vpcId: "vpc-0123" })).toMatchObject({
      vpcId: "vpc-0123",
      arn: "arn:aws:ec2:eu-central-1:123456789012:security-group/sg-1",
    });
  });

  it("read names out of the ARNs of load balancers, target groups and listeners that nobody made", () => {
    const place = "arn:aws:elasticloadbalancing:eu-central-1:123456789012";
    const balancer = `${place}:loadbalancer/app/main/50dc6c495c0c9188`;
    expect(ask("aws:lb/getLoadBalancer:getLoadBalancer", { arn: balancer })).toMatchObject({
      arn: balancer,
      name: "main",
      arnSuffix: "app/main/50dc6c495c0c9188",
      loadBalancerType: "application",
      dnsName: expect.stringMatching(/^main-\d{10}\.eu-central-1\.elb\.amazonaws\.com$/),
      zoneId: "Z215JYRZR1TBD5",
      vpcId: "",
    });
    const group = `${place}:targetgroup/api/6d0ecf831eec9f09`;
    expect(ask("aws:alb/getTargetGroup:getTargetGroup", { arn: group })).toMatchObject({
      name: "api",
      arnSuffix: "targetgroup/api/6d0ecf831eec9f09",
      targetType: "ip",
      protocol: "HTTP",
    });
    const listener = `${balancer.replace(":loadbalancer/", ":listener/")}/0467ef3c8400ae65`;
    expect(ask("aws:lb/getListener:getListener", { arn: listener })).toMatchObject({
      loadBalancerArn: balancer,
      port: 443,
      protocol: "HTTPS",
    });
    expect(ask("aws:lb/getListener:getListener", { loadBalancerArn: balancer, port: 80 })).toMatchObject({
      arn: expect.stringContaining(":listener/app/main/50dc6c495c0c9188/"),
      protocol: "HTTP",
    });
  });

  it("know the images that ECS publishes", () => {
    const name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended";
    const { value } = ask("aws:ssm/getParameter:getParameter", { name: `${name}/image_id` });
    expect(value).toMatch(/^ami-0[0-9a-f]{16}$/);
    const { value: whole } = ask("aws:ssm/getParameter:getParameter", { name });
    expect(JSON.parse(String(whole))).toMatchObject({ image_id: expect.stringMatching(/^ami-0/) });
  });

  it("give a tunnel's token, unmarked as the real provider does", () => {
    const asked = { accountId: "0123456789abcdef0123456789abcdef", tunnelId: "f70ff985-a4ef-4643-bbbc-4a0ed4fc8415" };
    const { token } = ask(
      "cloudflare:index/getZeroTrustTunnelCloudflaredToken:getZeroTrustTunnelCloudflaredToken",
      asked,
    );
    expect(JSON.parse(Buffer.from(String(token), "base64").toString())).toMatchObject({ t: asked.tunnelId });
  });

  it("never give a secret away", () => {
    make("aws:ssm/parameter:Parameter", "key", { name: "key", type: "SecureString", value: secret("hunter2") });
    expect(JSON.stringify(ask("aws:ssm/getParameter:getParameter", { name: "key" }))).not.toContain("hunter2");
  });

  it("answer any function in the shape that the SDK declares, and no other function", () => {
    const cluster = ask("aws:eks/getCluster:getCluster", { name: "main" });
    expect(cluster).toMatchObject({
      name: "main",
      arn: expect.stringContaining("arn:aws:"),
      vpcConfig: expect.any(Object),
    });
    expect(() => ask("aws:eks/getNothing:getNothing")).toThrow(/unknown function/);
  });
});

describe("an IAM policy from its parts", () => {
  it("is rendered as the real one", () => {
    const { json } = ask("aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [
        {
          sid: "Read",
          actions: ["s3:GetObject", "s3:ListBucket"],
          resources: ["arn:aws:s3:::b"],
          principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
          conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] }],
        },
        { effect: "Deny", actions: ["*"], resources: ["*"], principals: [{ type: "*", identifiers: ["*"] }] },
      ],
    });
    expect(JSON.parse(String(json))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:ListBucket", "s3:GetObject"],
          Resource: "arn:aws:s3:::b",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "1" } },
        },
        { Effect: "Deny", Action: "*", Resource: "*", Principal: "*" },
      ],
    });
  });

  it("takes statements from other documents, and replaces those of the same Sid", () => {
    const source = JSON.stringify({
      Statement: [
        { Sid: "A", Effect: "Allow", Action: "a:*" },
        { Sid: "B", Effect: "Allow", Action: "b:*" },
      ],
    });
    const override = JSON.stringify({ Statement: [{ Sid: "A", Effect: "Deny", Action: "a:*" }] });
    const { json } = ask("aws:iam/getPolicyDocument:getPolicyDocument", {
      sourcePolicyDocuments: [source],
      overridePolicyDocuments: [override],
    });
    expect(JSON.parse(String(json)).Statement).toEqual([
      { Sid: "A", Effect: "Deny", Action: "a:*" },
      { Sid: "B", Effect: "Allow", Action: "b:*" },
    ]);
  });
});
