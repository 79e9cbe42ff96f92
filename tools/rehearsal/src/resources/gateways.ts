import { digits } from "../facts/hash.ts";
import { text, texts } from "../wire/values.ts";
import { attendantId, ec2Arn, ec2Id } from "./ids.ts";
import { input, type Made, type ResourceRules } from "./rule.ts";

/** The ways into and out of a VPC. */
export const gateways: ResourceRules = {
  "aws:ec2/internetGateway:InternetGateway": { id: ec2Id("igw"), arn: ec2Arn("internet-gateway") },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": {
    id: ec2Id("eigw"),
    arn: ec2Arn("egress-only-internet-gateway"),
    replaces: ["vpcId"],
  },
  "aws:ec2/natGateway:NatGateway": {
    id: ec2Id("nat"),
    outputs: (made) => {
      const key = { type: "aws:ec2/eip:Eip", region: made.place.region, key: input(made, "allocationId") };
      const address = made.account.find(key);
      return {
        associationId: attendantId(made, "eipassoc"),
        networkInterfaceId: attendantId(made, "eni"),
        privateIp: privateAddress(made),
        publicIp: text(address?.outputs.publicIp) ?? "",
        secondaryAllocationIds: [],
        vpcId: vpcOfSubnet(made, input(made, "subnetId")),
        availabilityMode: "zonal",
        autoProvisionZones: "disabled",
        autoScalingIps: "disabled",
        regionalNatGatewayAutoMode: "disabled",
        routeTableId: "",
      };
    },
    replaces: ["allocationId", "subnetId", "connectivityType", "privateIp", "vpcId", "availabilityMode"],
  },
  "aws:ec2/eip:Eip": {
    id: ec2Id("eipalloc"),
    arn: ec2Arn("elastic-ip"),
    outputs: (made) => {
      const address = publicAddress(made.id);
      return {
        allocationId: made.id,
        publicIp: address,
        publicDns: `ec2-${address.replaceAll(".", "-")}.${made.place.region}.compute.amazonaws.com`,
        domain: "vpc",
        networkBorderGroup: made.place.region,
        publicIpv4Pool: "amazon",
        ...none(
          "associationId",
          "carrierIp",
          "customerOwnedIp",
          "instance",
          "ipamPoolId",
          "networkInterface",
          "privateDns",
          "privateIp",
          "ptrRecord",
        ),
      };
    },
    replaces: ["address", "domain", "networkBorderGroup", "publicIpv4Pool", "customerOwnedIpv4Pool", "ipamPoolId"],
  },
  "aws:ec2/eipAssociation:EipAssociation": { id: ec2Id("eipassoc"), replaces: ["*"] },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    updates: ["privateDnsEnabled"],
    id: ec2Id("vpce"),
    arn: ec2Arn("vpc-endpoint"),
    outputs: (made) => {
      const service = input(made, "serviceName");
      const isInterface = input(made, "vpcEndpointType") === "Interface";
      const host = service.split(".").slice(3).reverse().join(".");
      return {
        state: "available",
        requesterManaged: false,
        ipAddressType: "ipv4",
        policy: '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}',
        serviceRegion: made.place.region,
        prefixListId: isInterface ? "" : `pl-${made.hex(8, "pl")}`,
        networkInterfaceIds: isInterface
          ? texts(made.inputs.subnetIds).map((subnet) => attendantId(made, "eni", subnet))
          : [],
        privateDnsEnabled: false,
        dnsEntries: isInterface
          ? [
              {
                dnsName: `${made.id}-${made.hex(8, "dns")}.${host}.${made.place.region}.vpce.amazonaws.com`,
                hostedZoneId: `Z${made.hex(13, "zone").toUpperCase()}`,
              },
            ]
          : [],
      };
    },
    replaces: [
      "vpcId",
      "serviceName",
      "vpcEndpointType",
      "serviceRegion",
      "resourceConfigurationArn",
      "serviceNetworkArn",
    ],
    documents: ["policy"],
    sets: ["routeTableIds", "subnetIds", "securityGroupIds"],
  },
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": {
    id: (draft) => `a-${input(draft, "vpcEndpointId")}${draft.hex(8)}`,
    replaces: ["*"],
  },
};

/** The VPC that a simulated subnet is in; empty for one that the account does not know. */
export function vpcOfSubnet(made: Made, subnet: string): string {
  const row = made.account.find({ type: "aws:ec2/subnet:Subnet", region: made.place.region, key: subnet });
  return text(row?.outputs.vpcId) ?? "";
}

/** An address from 203.0.113.0/24 and 198.51.100.0/24, which RFC 5737 keeps for examples: it can never be real. */
export function publicAddress(id: string): string {
  const number = Number(digits(6, "address", id));
  return `${number % 2 === 0 ? "203.0.113" : "198.51.100"}.${(number % 254) + 1}`;
}

/** An address in the subnet that the resource names; in 10.0.0.0/24 where the account does not know the subnet. */
export function privateAddress(made: Made): string {
  const subnet = made.account.find({
    type: "aws:ec2/subnet:Subnet",
    region: made.place.region,
    key: input(made, "subnetId"),
  });
  const [address = "10.0.0.0"] = (text(subnet?.outputs.cidrBlock) ?? "").split("/");
  return `${(address || "10.0.0.0").split(".").slice(0, 3).join(".")}.${(Number(digits(3, "private", made.id)) % 200) + 10}`;
}

function none(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, ""]));
}
