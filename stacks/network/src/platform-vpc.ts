import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, runsInPrivateSubnets } from "@strata/shared-config";
import { planSubnets } from "./subnet-plan.ts";

export interface PlatformVpcArgs {
  readonly network: Environment["network"];
  /** First part of names, for the tag Name of the VPC and all in it. */
  readonly base: string;
  /** Availability zones, one for each subnet of a kind. */
  readonly zones: string[];
}

/** Makes the VPC of an environment in the first availability zones of its region. */
export async function makeVpc({ network, naming }: Environment): Promise<PlatformVpc> {
  const available = await aws.getAvailabilityZones({ state: "available" });
  const zones = available.names.slice(0, network.zones);
  return new PlatformVpc("vpc", { network, base: `${naming.base}${naming.suffix}`, zones });
}

const NAT = { none: "None", single: "Single", perZone: "OnePerAz" } as const;

/** The VPC with its subnets, routes, internet gateway and NAT gateways, and a default security group that lets nothing through. */
export class PlatformVpc extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcCidr: string;
  readonly zones: string[];
  readonly publicSubnetIds: pulumi.Output<string[]>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  readonly routeTableIds: pulumi.Output<string[]>;

  constructor(name: string, args: PlatformVpcArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:network:PlatformVpc", name, {}, options);
    const { network } = args;
    const plan = network.subnets.public.length > 0 ? network.subnets : planSubnets(network.cidr, network.zones);
    // Without NAT a private subnet has no way out: awsx calls it isolated.
    const hidden = runsInPrivateSubnets(network) ? "Private" : "Isolated";
    const vpc = new awsx.ec2.Vpc(
      name,
      {
        cidrBlock: network.cidr,
        availabilityZoneNames: args.zones,
        enableDnsHostnames: true,
        enableDnsSupport: true,
        natGateways: { strategy: NAT[network.nat] },
        // Auto takes blocks with gaps between them, which Exact refuses.
        subnetStrategy: "Auto",
        subnetSpecs: [
          { type: "Public", name: "public", cidrBlocks: [...plan.public] },
          { type: hidden, name: "private", cidrBlocks: [...plan.private] },
        ],
      },
      { parent: this, transforms: [withoutPublicAddresses, named(args.base)] },
    );
    this.vpcId = vpc.vpcId;
    this.vpcCidr = network.cidr;
    this.zones = args.zones;
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.privateSubnetIds = hidden === "Private" ? vpc.privateSubnetIds : vpc.isolatedSubnetIds;
    this.routeTableIds = vpc.routeTables.apply((tables) => pulumi.all(tables.map((table) => table.id)));

    new aws.ec2.DefaultSecurityGroup(name, { vpcId: this.vpcId, ingress: [], egress: [] }, { parent: this });
    this.registerOutputs({ vpcId: this.vpcId });
  }
}

/** A public subnet gives no address by itself: a task that wants one asks for it. */
const withoutPublicAddresses: pulumi.ResourceTransform = ({ type, props, opts }) =>
  type === "aws:ec2/subnet:Subnet" ? { props: { ...props, mapPublicIpOnLaunch: false }, opts } : undefined;

/** awsx tags each resource with its logical name; in an account with several platforms that alone says too little. */
function named(base: string): pulumi.ResourceTransform {
  return ({ props, opts }) => {
    const tags: unknown = props.tags;
    if (typeof tags !== "object" || tags === null || !("Name" in tags)) return undefined;
    return { props: { ...props, tags: { ...tags, Name: pulumi.interpolate`${base}-${tags.Name}` } }, opts };
  };
}
