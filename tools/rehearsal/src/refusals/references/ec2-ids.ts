import type { ReferenceKind } from "./kind.ts";

const EC2 = "Amazon EC2 API Reference, Error codes";
const MODELS = "errors of CreateLoadBalancer, CreateDBSubnetGroup, CreateMountTarget in AWS's API models";

/** Ids of EC2's kind by what stands before the first digit. Images and key pairs are not here: nobody makes an image. */
export const EC2_IDS: Readonly<Record<string, ReferenceKind>> = {
  vpc: {
    noun: "vpc ID",
    code: "InvalidVpcID.NotFound",
    codes: { lb: "ValidationError", route53: "InvalidVPCId", servicediscovery: "InvalidInput" },
    source: EC2,
  },
  subnet: {
    noun: "subnet ID",
    code: "InvalidSubnetID.NotFound",
    codes: {
      lb: "SubnetNotFound",
      rds: "InvalidSubnet",
      elasticache: "InvalidSubnet",
      efs: "SubnetNotFound",
      ecs: "InvalidParameterException",
      eks: "InvalidParameterException",
      lambda: "InvalidParameterValueException",
      autoscaling: "ValidationError",
    },
    source: `${EC2}; ${MODELS}`,
  },
  sg: {
    noun: "security group",
    code: "InvalidGroup.NotFound",
    codes: {
      lb: "InvalidSecurityGroup",
      rds: "InvalidParameterValue",
      elasticache: "InvalidParameterValue",
      efs: "SecurityGroupNotFound",
      ecs: "InvalidParameterException",
      eks: "InvalidParameterException",
      lambda: "InvalidParameterValueException",
    },
    source: `${EC2}; ${MODELS}`,
  },
  sgr: { noun: "security group rule ID", code: "InvalidSecurityGroupRuleId.NotFound", source: EC2 },
  rtb: { noun: "routeTable ID", code: "InvalidRouteTableID.NotFound", source: EC2 },
  igw: { noun: "internetGateway ID", code: "InvalidInternetGatewayID.NotFound", source: EC2 },
  eigw: { noun: "egress-only internet gateway", code: "InvalidGatewayID.NotFound", source: EC2 },
  nat: { noun: "NAT gateway", code: "NatGatewayNotFound", source: EC2 },
  eni: { noun: "networkInterface ID", code: "InvalidNetworkInterfaceID.NotFound", source: EC2 },
  eipalloc: {
    noun: "allocation ID",
    code: "InvalidAllocationID.NotFound",
    codes: { lb: "AllocationIdNotFound" },
    source: EC2,
  },
  lt: {
    noun: "launch template",
    code: "InvalidLaunchTemplateId.NotFound",
    codes: { autoscaling: "ValidationError", eks: "InvalidParameterException" },
    source: EC2,
  },
  acl: { noun: "networkAcl ID", code: "InvalidNetworkAclID.NotFound", source: EC2 },
  dopt: { noun: "dhcpOption ID", code: "InvalidDhcpOptionID.NotFound", source: EC2 },
  // Both sides of a peering see it, each in its own region.
  pcx: { noun: "vpcPeeringConnection ID", code: "InvalidVpcPeeringConnectionID.NotFound", anywhere: true, source: EC2 },
  pl: { noun: "prefix list ID", code: "InvalidPrefixListID.NotFound", source: EC2 },
  vpce: { noun: "Vpc Endpoint Id", code: "InvalidVpcEndpointId.NotFound", source: EC2 },
  i: {
    noun: "instance ID",
    code: "InvalidInstanceID.NotFound",
    codes: { lb: "InvalidTarget" },
    source: `${EC2}; errors of RegisterTargets`,
  },
  vol: { noun: "volume", code: "InvalidVolume.NotFound", source: EC2 },
  snap: { noun: "snapshot", code: "InvalidSnapshot.NotFound", source: EC2 },
  tgw: { noun: "transit gateway", code: "InvalidTransitGatewayID.NotFound", source: EC2 },
  vgw: { noun: "vpnGateway ID", code: "InvalidVpnGatewayID.NotFound", source: EC2 },
  cgw: { noun: "customerGateway ID", code: "InvalidCustomerGatewayID.NotFound", source: EC2 },
  fs: { noun: "file system", code: "FileSystemNotFound", source: "errors of CreateMountTarget in AWS's API models" },
};

/** The kind of an id; undefined for any other text. Eight digits are of before 2016, and still good. */
export function ec2Kind(text: string): ReferenceKind | undefined {
  const prefix = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.exec(text)?.[1];
  return prefix === undefined ? undefined : EC2_IDS[prefix];
}
