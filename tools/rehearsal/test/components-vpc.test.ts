import { describe, expect, it } from "vitest";
import { UNKNOWN, type Values } from "../src/wire/values.ts";
import { openStage } from "./component-stage.ts";

const SUBNETS = "aws:ec2/subnet:Subnet";

describe("a VPC", () => {
  it.each([
    ["Legacy", undefined, ["private-1 10.0.0.0/17", "public-1 10.0.128.0/18"]],
    ["Auto", undefined, ["private-1 10.0.0.0/17", "public-1 10.0.128.0/18"]],
    ["AutoMerge", undefined, ["private-1 10.0.0.0/17", "public-1 10.0.128.0/18"]],
    [
      "Auto",
      [
        { type: "Public", size: 256 },
        { type: "Private", cidrMask: 20 },
      ],
      ["private-1 10.0.16.0/20", "public-1 10.0.0.0/24"],
    ],
    ["AutoMerge", [{ type: "Public", size: 256 }], ["private-1 10.0.0.0/17", "public-1 10.0.128.0/24"]],
    [
      "AutoMerge",
      [{ type: "Isolated", name: "data", cidrMask: 24 }],
      ["data-1 10.0.192.0/24", "private-1 10.0.0.0/17", "public-1 10.0.128.0/18"],
    ],
    [
      "Exact",
      [
        { type: "Private", cidrMask: 17 },
        { type: "Public", cidrMask: 18 },
        { type: "Unused", cidrMask: 18 },
      ],
      ["private-1 10.0.0.0/17", "public-1 10.0.128.0/18"],
    ],
    [
      "Legacy",
      [{ type: "Public" }, { type: "Private" }, { type: "Isolated" }],
      ["isolated-1 10.0.48.0/24", "private-1 10.0.0.0/19", "public-1 10.0.32.0/20"],
    ],
    [
      "Auto",
      [
        { type: "Public", cidrBlocks: ["10.0.5.0/24"] },
        { type: "Private", cidrBlocks: ["10.0.9.0/24"] },
      ],
      ["private-1 10.0.9.0/24", "public-1 10.0.5.0/24"],
    ],
  ])("with the strategy %s and the specs %j has the subnets %j", async (subnetStrategy, subnetSpecs, expected) => {
    const inputs: Values = {
      numberOfAvailabilityZones: 1,
      subnetStrategy,
      natGateways: { strategy: "None" },
      ...(subnetSpecs ? { subnetSpecs } : {}),
    };
    const made = await openStage().make("awsx:ec2:Vpc", "main", inputs);
    const subnets = made.children.filter((child) => child.type === SUBNETS);
    expect(subnets.map(({ name, inputs }) => `${name.slice("main-".length)} ${inputs.cidrBlock}`).sort()).toEqual(
      expected,
    );
  });

  it.each([
    ["None", 0, 0],
    ["Single", 1, 1],
    ["OnePerAz", 3, 3],
  ])("with the NAT strategy %s has %i gateways", async (strategy, gateways, addresses) => {
    const made = await openStage().make("awsx:ec2:Vpc", "main", { natGateways: { strategy } });
    const count = (type: string) => made.names.filter((name) => name.startsWith(type)).length;
    expect([count("NatGateway"), count("Eip")]).toEqual([gateways, addresses]);
    expect(count("Route ")).toBe(strategy === "None" ? 3 : 6);
  });

  it("takes the addresses that it is given, one a gateway", async () => {
    const { make, cloud } = openStage();
    const elasticIpAllocationIds = ["eipalloc-1", "eipalloc-2"];
    for (const word of elasticIpAllocationIds) cloud.account.give(word);
    const natGateways = { strategy: "OnePerAz", elasticIpAllocationIds };
    const made = await make("awsx:ec2:Vpc", "main", { numberOfAvailabilityZones: 2, natGateways });
    expect(made.child("NatGateway", "main-2").inputs).toMatchObject({ allocationId: "eipalloc-2" });
    expect(made.names.filter((name) => name.startsWith("Eip"))).toEqual([]);
    await expect(make("awsx:ec2:Vpc", "other", { natGateways })).rejects.toThrow("2 Elastic IPs were given");
  });

  it("names subnets by their zones in tags alone, when it is told so", async () => {
    const made = await openStage().make("awsx:ec2:Vpc", "main", {
      numberOfAvailabilityZones: 1,
      natGateways: { strategy: "None" },
      subnetNameTagStrategy: "AvailabilityZone",
    });
    expect(made.child("Subnet", "main-public-1").inputs.tags).toMatchObject({ Name: "main-public-1a" });
    expect(made.child("RouteTable", "main-public-1").inputs.tags).toMatchObject({ Name: "main-public-1a" });
  });

  it("shows the gaps of a layout by types", async () => {
    const subnetSpecs = [
      { type: "Public", cidrMask: 22 },
      { type: "Private", cidrMask: 24 },
      { type: "Isolated", cidrMask: 20 },
    ];
    const made = await openStage().make("awsx:ec2:Vpc", "main", {
      numberOfAvailabilityZones: 2,
      natGateways: { strategy: "None" },
      subnetSpecs,
    });
    const layout = made.outputs.subnetLayout?.value;
    expect(layout).toMatchObject([
      { type: "Private", cidrMask: 24 },
      { type: "Unused", cidrMask: 24 },
      { type: "Unused", cidrMask: 23 },
      { type: "Public", cidrMask: 22 },
      { type: "Unused", cidrMask: 21 },
      { type: "Isolated", cidrMask: 20, size: 4096 },
    ]);
  });

  const GATEWAY = { serviceName: "com.amazonaws.eu-central-1.s3" };
  const INTERFACE = { serviceName: "com.amazonaws.eu-central-1.sqs", vpcEndpointType: "Interface" };

  it("leaves endpoints as they are specified, and completes them when it is told so", async () => {
    const small = {
      numberOfAvailabilityZones: 2,
      natGateways: { strategy: "None" },
      vpcEndpointSpecs: [GATEWAY, INTERFACE],
    };
    const plain = await openStage().make("awsx:ec2:Vpc", "main", small);
    expect(plain.child("VpcEndpoint", GATEWAY.serviceName).inputs).not.toHaveProperty("routeTableIds");
    expect(plain.child("Vpc").inputs).not.toHaveProperty("enableDnsHostnames");

    const made = await openStage().make("awsx:ec2:Vpc", "main", { ...small, vpcEndpointStrategy: "Auto" });
    expect(made.child("VpcEndpoint", GATEWAY.serviceName).inputs.routeTableIds).toHaveLength(4);
    const queue = made.child("VpcEndpoint", INTERFACE.serviceName);
    expect(queue.inputs).toMatchObject({ privateDnsEnabled: true, securityGroupIds: [expect.stringMatching(/^sg-/)] });
    const privates = ["main-private-1", "main-private-2"].map((name) => made.child("Subnet", name));
    const ids = made.outputs.privateSubnetIds?.value ?? [];
    expect(privates).toHaveLength(2);
    expect(queue.inputs.subnetIds).toEqual(ids);
    expect(made.child("SecurityGroup").name).toBe("com.amazonaws.eu-central-1.sqs-sg");
    expect(made.child("SecurityGroupIngressRule", "com.amazonaws.eu-central-1.sqs-ingress").inputs).toMatchObject({
      fromPort: 443,
      cidrIpv4: "10.0.0.0/16",
    });
    expect(made.child("Vpc").inputs).toMatchObject({ enableDnsHostnames: true, enableDnsSupport: true });
    expect(made.outputs.vpcEndpoints?.value).toHaveLength(2);
  });

  it.each([
    [
      { subnetStrategy: "AutoMerge", subnetSpecs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24"] }] },
      "not supported with subnetStrategy",
    ],
    [
      { subnetStrategy: "Auto", subnetSpecs: [{ type: "Public", size: 256, cidrMask: 20 }] },
      "does not match the expected size",
    ],
    [
      { subnetStrategy: "Auto", subnetSpecs: [{ type: "Public", cidrMask: 20, cidrBlocks: ["10.0.0.0/24"] }] },
      "must match all its cidrBlocks",
    ],
    [{ vpcEndpointStrategy: "Auto", enableDnsSupport: false, vpcEndpointSpecs: [INTERFACE] }, "needs enableDnsSupport"],
    [
      { vpcEndpointStrategy: "Auto", vpcEndpointSpecs: [{ ...GATEWAY, vpcEndpointType: UNKNOWN }] },
      "must be known in a preview",
    ],
    [{ ipv4IpamPoolId: "ipam-pool-1" }, "cannot be rehearsed"],
  ])("refuses %j", async (inputs, words) => {
    const all = { numberOfAvailabilityZones: 1, natGateways: { strategy: "None" }, ...inputs };
    await expect(openStage().make("awsx:ec2:Vpc", "main", all)).rejects.toThrow(words);
  });
});
