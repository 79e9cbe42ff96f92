import { crc32 } from "node:zlib";
import { arn } from "../facts/arn.ts";
import { zonesOf } from "../facts/availability-zones.ts";
import { text, texts } from "../wire/values.ts";
import { attendantId, ec2Arn, ec2Id } from "./ids.ts";
import { input, type Made, type ResourceRules } from "./rule.ts";

/** VPCs, subnets and routes. */
export const vpc: ResourceRules = {
  "aws:ec2/vpc:Vpc": {
    id: ec2Id("vpc"),
    arn: ec2Arn("vpc"),
    outputs: (made) => ({
      defaultNetworkAclId: attendantId(made, "acl"),
      defaultRouteTableId: attendantId(made, "rtb"),
      mainRouteTableId: attendantId(made, "rtb"),
      defaultSecurityGroupId: attendantId(made, "sg"),
      dhcpOptionsId: attendantId(made, "dopt"),
      ipv6AssociationId: "",
      ipv6CidrBlock: made.inputs.assignGeneratedIpv6CidrBlock === true ? ipv6Block(made) : "",
    }),
    replaces: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  },
  "aws:ec2/subnet:Subnet": {
    id: ec2Id("subnet"),
    arn: ec2Arn("subnet"),
    outputs: (made) => {
      const zones = zonesOf(made.place.region);
      const zone = zones.find(({ name }) => name === made.inputs.availabilityZone) ?? zones[0];
      return {
        availabilityZone: zone?.name ?? "",
        availabilityZoneId: zone?.id ?? "",
        ipv6CidrBlock: "",
        ipv6CidrBlockAssociationId: "",
        privateDnsHostnameTypeOnLaunch: "ip-name",
      };
    },
    replaces: [
      "availabilityZone",
      "availabilityZoneId",
      "cidrBlock",
      "vpcId",
      "outpostArn",
      "ipv6Native",
      "ipv4IpamPoolId",
      "ipv4NetmaskLength",
    ],
  },
  "aws:ec2/routeTable:RouteTable": {
    id: ec2Id("rtb"),
    arn: ec2Arn("route-table"),
    replaces: ["vpcId"],
    sets: ["routes", "propagatingVgws"],
  },
  "aws:ec2/defaultRouteTable:DefaultRouteTable": {
    id: (draft) => input(draft, "defaultRouteTableId"),
    arn: ec2Arn("route-table"),
    replaces: ["defaultRouteTableId"],
  },
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": { id: ec2Id("rtbassoc"), replaces: ["vpcId"] },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { id: ec2Id("rtbassoc"), replaces: ["subnetId", "gatewayId"] },
  "aws:ec2/route:Route": {
    // The provider's own form: the route table and a CRC-32 of the destination.
    id: (draft) => `r-${input(draft, "routeTableId")}${crc32(routeDestination(draft.inputs))}`,
    outputs: (made) => ({
      instanceId: "",
      instanceOwnerId: "",
      networkInterfaceId: made.inputs.natGatewayId === undefined ? "" : attendantId(made, "eni"),
      origin: "CreateRoute",
      state: "active",
    }),
    replaces: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
  },
  "aws:ec2/vpcDhcpOptions:VpcDhcpOptions": {
    id: ec2Id("dopt"),
    arn: ec2Arn("dhcp-options"),
    replaces: ["domainName", "domainNameServers", "ntpServers"],
  },
  "aws:ec2/networkAcl:NetworkAcl": {
    id: ec2Id("acl"),
    arn: ec2Arn("network-acl"),
    replaces: ["vpcId"],
    sets: ["subnetIds", "ingress", "egress"],
  },
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": {
    id: ec2Id("pcx"),
    outputs: (made) => ({
      peerOwnerId: made.place.account,
      peerRegion: made.place.region,
      acceptStatus: made.inputs.autoAccept === true ? "active" : "pending-acceptance",
    }),
    replaces: ["vpcId", "peerVpcId", "peerOwnerId", "peerRegion"],
  },
  "aws:ec2/managedPrefixList:ManagedPrefixList": {
    id: ec2Id("pl"),
    arn: ec2Arn("prefix-list"),
    replaces: ["addressFamily"],
    updates: ["name"],
  },
  "aws:ec2/flowLog:FlowLog": {
    id: ec2Id("fl"),
    arn: ec2Arn("vpc-flow-log"),
    outputs: (made) => ({ logFormat: FLOW_LOG_FORMAT, logDestination: logDestination(made) }),
    replaces: ["*"],
    updates: ["tags"],
  },
};

/** The default format (Amazon VPC User Guide, "Flow log records"). */
const FLOW_LOG_FORMAT = `$${["{version}", "{account-id}", "{interface-id}", "{srcaddr}", "{dstaddr}", "{srcport}", "{dstport}", "{protocol}", "{packets}", "{bytes}", "{start}", "{end}", "{action}", "{log-status}"].join(" $")}`;

function logDestination(made: Made): string {
  const group = text(made.inputs.logGroupName);
  return group === undefined ? "" : arn(made.place, "logs", `log-group:${group}`);
}

function routeDestination(inputs: Made["inputs"]): string {
  const kinds = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];
  return texts(kinds.map((kind) => inputs[kind] ?? null))[0] ?? "";
}

function ipv6Block(made: Made): string {
  return `2a05:d0${made.hex(2, "v6")}:${made.hex(3, "v6b")}:${made.hex(2, "v6c")}00::/56`;
}
