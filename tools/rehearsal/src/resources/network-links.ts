import { crc32 } from "node:zlib";
import { text, type Values } from "../wire/values.ts";
import { ec2Arn, ec2Id } from "./ids.ts";
import { type Draft, input, type Made, type ResourceRules } from "./rule.ts";

const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const ATTACHMENT = "aws:ec2transitgateway/peeringAttachment:PeeringAttachment";

/** Ways from one VPC to another. Forms of ids: Amazon EC2 API Reference. */
export const networkLinks: ResourceRules = {
  "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter": {
    id: (draft) => input(draft, "vpcPeeringConnectionId"),
    outputs: (made) => {
      const asked = elsewhere(made, PEERING, input(made, "vpcPeeringConnectionId"));
      return {
        acceptStatus: made.inputs.autoAccept === true ? "active" : "pending-acceptance",
        // Seen from the side that accepts.
        vpcId: text(asked?.peerVpcId) ?? "",
        peerVpcId: text(asked?.vpcId) ?? "",
        peerOwnerId: made.place.account,
        peerRegion: text(asked?.region) ?? made.place.region,
      };
    },
    replaces: ["vpcPeeringConnectionId"],
  },
  "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions": {
    id: (draft) => input(draft, "vpcPeeringConnectionId"),
    replaces: ["vpcPeeringConnectionId"],
  },
  "aws:ec2transitgateway/transitGateway:TransitGateway": {
    id: ec2Id("tgw"),
    arn: ec2Arn("transit-gateway"),
    outputs: (made) => ({
      ownerId: made.place.account,
      // One table is both, unless the gateway was made without.
      associationDefaultRouteTableId: defaultTable(made, "defaultRouteTableAssociation"),
      propagationDefaultRouteTableId: defaultTable(made, "defaultRouteTablePropagation"),
    }),
    replaces: ["multicastSupport"],
  },
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": {
    id: ec2Id("tgw-attach"),
    arn: ec2Arn("transit-gateway-attachment"),
    outputs: (made) => ({ vpcOwnerId: made.place.account }),
    replaces: ["transitGatewayId", "vpcId"],
    sets: ["subnetIds"],
  },
  [ATTACHMENT]: {
    id: ec2Id("tgw-attach"),
    arn: ec2Arn("transit-gateway-attachment"),
    outputs: (made) => ({ peerAccountId: made.place.account, state: "pendingAcceptance" }),
    replaces: ["peerAccountId", "peerRegion", "peerTransitGatewayId", "transitGatewayId"],
  },
  "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter": {
    id: (draft) => input(draft, "transitGatewayAttachmentId"),
    outputs: (made) => {
      const asked = elsewhere(made, ATTACHMENT, input(made, "transitGatewayAttachmentId"));
      return {
        peerAccountId: made.place.account,
        peerRegion: text(asked?.region) ?? made.place.region,
        peerTransitGatewayId: text(asked?.transitGatewayId) ?? "",
        transitGatewayId: text(asked?.peerTransitGatewayId) ?? "",
      };
    },
    replaces: ["transitGatewayAttachmentId"],
  },
  "aws:ec2transitgateway/routeTable:RouteTable": {
    id: ec2Id("tgw-rtb"),
    arn: ec2Arn("transit-gateway-route-table"),
    outputs: () => ({ defaultAssociationRouteTable: false, defaultPropagationRouteTable: false }),
    replaces: ["transitGatewayId"],
  },
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation": {
    id: (draft) => `${input(draft, "transitGatewayRouteTableId")}_${input(draft, "transitGatewayAttachmentId")}`,
    replaces: ["*"],
  },
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation": {
    id: (draft) => `${input(draft, "transitGatewayRouteTableId")}_${input(draft, "transitGatewayAttachmentId")}`,
    replaces: ["*"],
  },
  "aws:ec2transitgateway/route:Route": {
    id: (draft) => `${input(draft, "transitGatewayRouteTableId")}_${input(draft, "destinationCidrBlock")}`,
    unique: true,
    replaces: ["*"],
  },
  "aws:ec2/vpnGateway:VpnGateway": { id: ec2Id("vgw"), arn: ec2Arn("vpn-gateway"), replaces: ["availabilityZone"] },
  "aws:ec2/customerGateway:CustomerGateway": {
    id: ec2Id("cgw"),
    arn: ec2Arn("customer-gateway"),
    replaces: ["*"],
    updates: ["tags"],
  },
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": { id: ec2Id("vpc-cidr-assoc"), replaces: ["*"] },
  "aws:ec2/volumeAttachment:VolumeAttachment": {
    id: (draft) => `vai-${crc32(["deviceName", "instanceId", "volumeId"].map((name) => input(draft, name)).join("-"))}`,
    replaces: ["deviceName", "instanceId", "volumeId"],
  },
};

/** What the other side made: it may be in another region. */
function elsewhere(draft: Draft, type: string, id: string): Values | undefined {
  return draft.account.called(id).find((row) => row.type === type)?.outputs;
}

function defaultTable(made: Made, setting: string): string {
  return input(made, setting, "enable") === "enable" ? `tgw-rtb-0${made.hex(16, "route table")}` : "";
}
