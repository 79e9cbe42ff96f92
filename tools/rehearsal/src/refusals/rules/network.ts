import { endOf, overlap } from "../../components/vpc/blocks.ts";
import { zonesOf } from "../../facts/availability-zones.ts";
import { text, type Values } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { blockOf, named, others, textOf } from "./read.ts";
import type { Rules } from "./rule.ts";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const CODES = "Amazon EC2 API Reference, Error codes";

/** VPCs, subnets, routes and gateways. */
export const network: Rules = [
  {
    types: [VPC, SUBNET, "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation"],
    rule: "a range of a VPC or a subnet is an IPv4 CIDR block",
    code: "InvalidParameterValue",
    source: CODES,
    broken: ({ inputs }) =>
      text(inputs.cidrBlock) === undefined || blockOf(inputs.cidrBlock)
        ? undefined
        : `Value (${inputs.cidrBlock}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
  },
  {
    types: [VPC, "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation"],
    rule: "a VPC's range is between /16 and /28",
    code: "InvalidVpc.Range",
    source: "Amazon VPC User Guide, VPC CIDR blocks",
    broken: ({ inputs }) => (fits(inputs) ? undefined : `The CIDR '${inputs.cidrBlock}' is invalid.`),
  },
  {
    types: [SUBNET],
    rule: "a subnet's range is between /16 and /28",
    code: "InvalidSubnet.Range",
    source: "Amazon VPC User Guide, Subnet CIDR blocks",
    broken: ({ inputs }) => (fits(inputs) ? undefined : `The CIDR '${inputs.cidrBlock}' is invalid.`),
  },
  {
    types: [SUBNET],
    rule: "a subnet's range is inside a range of its VPC",
    code: "InvalidSubnet.Range",
    source: "Amazon VPC User Guide, Subnet CIDR blocks",
    broken: (attempt) => {
      const block = blockOf(attempt.inputs.cidrBlock);
      const ranges = rangesOf(attempt);
      if (!block || ranges.length === 0) return undefined;
      const inside = ranges.some((range) => range.start <= block.start && endOf(block) <= endOf(range));
      return inside ? undefined : `The CIDR '${attempt.inputs.cidrBlock}' is invalid.`;
    },
  },
  {
    types: [SUBNET],
    rule: "a subnet's range overlaps no other subnet of its VPC",
    code: "InvalidSubnet.Conflict",
    source: CODES,
    broken: (attempt) => {
      const block = blockOf(attempt.inputs.cidrBlock);
      const taken = others(attempt).some((row) => {
        const other = row.inputs.vpcId === attempt.inputs.vpcId ? blockOf(row.inputs.cidrBlock) : undefined;
        return block && other && overlap(block, other);
      });
      return taken ? `The CIDR '${attempt.inputs.cidrBlock}' conflicts with another subnet` : undefined;
    },
  },
  {
    types: [SUBNET],
    rule: "a subnet's Availability Zone is one of its region",
    code: "InvalidParameterValue",
    source: "Amazon EC2 API Reference, CreateSubnet",
    broken: ({ inputs, place }) => {
      const zone = text(inputs.availabilityZone);
      const zones = zonesOf(place.region).map(({ name }) => name);
      return zone === undefined || zones.includes(zone)
        ? undefined
        : `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(", ")}.`;
    },
  },
  {
    types: ["aws:ec2/route:Route"],
    rule: "a route table has one route to a destination",
    code: "RouteAlreadyExists",
    source: CODES,
    on: ["create"],
    broken: (attempt) => {
      const kinds = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];
      const destination = ({ inputs }: { readonly inputs: Values }) =>
        kinds.flatMap((kind) => text(inputs[kind]) ?? [])[0];
      const taken = others(attempt).some(
        (row) => row.inputs.routeTableId === attempt.inputs.routeTableId && destination(row) === destination(attempt),
      );
      return taken ? `The route identified by ${destination(attempt)} already exists.` : undefined;
    },
  },
  {
    types: ["aws:ec2/route:Route"],
    rule: "a route goes to an internet gateway of the route table's own VPC",
    code: "InvalidParameterValue",
    source: "Amazon EC2 API Reference, CreateRoute",
    broken: (attempt) => {
      const { gatewayId, routeTableId } = attempt.inputs;
      const gateway = textOf(named(attempt, "aws:ec2/internetGateway:InternetGateway", gatewayId), "vpcId");
      const table = textOf(named(attempt, "aws:ec2/routeTable:RouteTable", routeTableId), "vpcId");
      const apart = gateway !== undefined && gateway !== "" && table !== undefined && gateway !== table;
      return apart
        ? `route table ${routeTableId} and network gateway ${gatewayId} belong to different networks`
        : undefined;
    },
  },
  {
    types: ["aws:ec2/routeTableAssociation:RouteTableAssociation"],
    rule: "a subnet is associated with one route table",
    code: "Resource.AlreadyAssociated",
    source: CODES,
    on: ["create"],
    broken: (attempt) => {
      const subnet = text(attempt.inputs.subnetId);
      const row = others(attempt).find(({ inputs }) => subnet !== undefined && inputs.subnetId === subnet);
      return (
        row &&
        `the specified association for route table ${attempt.inputs.routeTableId} conflicts with an existing association`
      );
    },
  },
  {
    types: ["aws:ec2/internetGateway:InternetGateway", "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment"],
    rule: "a VPC has one internet gateway",
    code: "InvalidParameterValue",
    source: "Amazon EC2 API Reference, AttachInternetGateway",
    broken: (attempt) => {
      const vpc = text(attempt.inputs.vpcId);
      const there = [
        ...others(attempt, "aws:ec2/internetGateway:InternetGateway"),
        ...others(attempt, "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment"),
      ].some(({ inputs }) => vpc !== undefined && inputs.vpcId === vpc);
      return there ? `Network ${vpc} already has an internet gateway attached` : undefined;
    },
  },
  {
    types: ["aws:ec2/natGateway:NatGateway"],
    rule: "a public NAT gateway of a zone has an Elastic IP",
    code: "MissingParameter",
    source: "Amazon EC2 API Reference, CreateNatGateway",
    broken: ({ inputs }) =>
      inputs.connectivityType === "private" || inputs.availabilityMode === "regional" || text(inputs.allocationId)
        ? undefined
        : "The request must include the AllocationId parameter. Add the required parameter and retry the request.",
  },
  {
    types: ["aws:ec2/natGateway:NatGateway"],
    rule: "an Elastic IP belongs to one NAT gateway",
    code: "Resource.AlreadyAssociated",
    source: CODES,
    on: ["create"],
    broken: (attempt) => {
      const address = text(attempt.inputs.allocationId);
      const row = others(attempt).find(({ inputs }) => address !== undefined && inputs.allocationId === address);
      return row && `Elastic IP address [${address}] is already associated`;
    },
  },
];

function fits({ cidrBlock }: Values): boolean {
  const block = blockOf(cidrBlock);
  return !block || (block.prefix >= 16 && block.prefix <= 28);
}

/** Every range of the VPC that a subnet is to be made in; none where nobody made the VPC here. */
function rangesOf(attempt: Attempt) {
  const { vpcId } = attempt.inputs;
  const vpc = named(attempt, VPC, vpcId);
  const more = others(attempt, "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation");
  const ranges = vpc ? [vpc, ...more.filter(({ inputs }) => inputs.vpcId === vpcId)] : [];
  return ranges.flatMap((row) => blockOf(row.outputs.cidrBlock ?? row.inputs.cidrBlock) ?? []);
}
