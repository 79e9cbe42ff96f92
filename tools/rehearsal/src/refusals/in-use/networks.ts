import { by, type InUseRow, type Use } from "./use.ts";

const EC2 = "Amazon EC2 API Reference, Error codes: DependencyViolation";
const database = (property: string) => by(property, "aws:rds/instance:Instance", "aws:rds/cluster:Cluster");
const cache = (property: string) =>
  by(property, "aws:elasticache/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup");

/** A template's groups are those of the instances that a group starts from it. */
const launches: readonly Use[] = [
  ...by("launchTemplate", "aws:autoscaling/group:Group"),
  ...by("mixedInstancesPolicy", "aws:autoscaling/group:Group"),
];

/** Whatever puts network interfaces into a subnet. */
const IN_SUBNET: readonly Use[] = [
  ...by("subnets", "aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"),
  ...by("subnetMappings", "aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"),
  ...by(
    "subnetId",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/instance:Instance",
    "aws:ec2/networkInterface:NetworkInterface",
    "aws:efs/mountTarget:MountTarget",
  ),
  ...by("subnetIds", "aws:ec2/vpcEndpoint:VpcEndpoint", "aws:eks/nodeGroup:NodeGroup"),
  ...by("networkConfiguration", "aws:ecs/service:Service"),
  ...by("vpcConfig", "aws:lambda/function:Function", "aws:eks/cluster:Cluster"),
  ...by("vpcZoneIdentifiers", "aws:autoscaling/group:Group"),
  ...by("vpcSubnetIds", "aws:rds/proxy:Proxy"),
  { type: "aws:rds/subnetGroup:SubnetGroup", property: "subnetIds", while: database("dbSubnetGroupName") },
  { type: "aws:elasticache/subnetGroup:SubnetGroup", property: "subnetIds", while: cache("subnetGroupName") },
];

/** Whatever has interfaces with a security group, and other groups' rules about it. Its own rules go with it. */
const OF_GROUP: readonly Use[] = [
  ...by(
    "referencedSecurityGroupId",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  ),
  ...by("sourceSecurityGroupId", "aws:ec2/securityGroupRule:SecurityGroupRule"),
  ...by("ingress", "aws:ec2/securityGroup:SecurityGroup"),
  ...by("egress", "aws:ec2/securityGroup:SecurityGroup"),
  ...by(
    "securityGroups",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
    "aws:ec2/networkInterface:NetworkInterface",
    "aws:efs/mountTarget:MountTarget",
  ),
  ...by("networkConfiguration", "aws:ecs/service:Service"),
  ...by(
    "vpcSecurityGroupIds",
    "aws:ec2/instance:Instance",
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:rds/proxy:Proxy",
  ),
  ...by(
    "securityGroupIds",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:elasticache/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
  ),
  ...by("vpcConfig", "aws:lambda/function:Function", "aws:eks/cluster:Cluster"),
  { type: "aws:ec2/launchTemplate:LaunchTemplate", property: "vpcSecurityGroupIds", while: launches },
  { type: "aws:ec2/launchTemplate:LaunchTemplate", property: "networkInterfaces", while: launches },
];

/** Networks: what they hold keeps them. An internet gateway is in `gateways.ts`. */
export const NETWORKS: readonly InUseRow[] = [
  {
    type: "aws:ec2/vpc:Vpc",
    usedBy: by(
      "vpcId",
      "aws:ec2/subnet:Subnet",
      "aws:ec2/securityGroup:SecurityGroup",
      "aws:ec2/internetGateway:InternetGateway",
      "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
      "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
      "aws:ec2/routeTable:RouteTable",
      "aws:ec2/networkAcl:NetworkAcl",
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      "aws:ec2/vpnGateway:VpnGateway",
    ),
    code: "DependencyViolation",
    message: (name) => `The vpc '${name}' has dependencies and cannot be deleted.`,
    source: `${EC2}; DeleteVpc`,
  },
  {
    type: "aws:ec2/subnet:Subnet",
    usedBy: IN_SUBNET,
    code: "DependencyViolation",
    message: (name) => `The subnet '${name}' has dependencies and cannot be deleted.`,
    source: `${EC2}; DeleteSubnet`,
  },
  {
    type: "aws:ec2/securityGroup:SecurityGroup",
    usedBy: OF_GROUP,
    code: "DependencyViolation",
    message: (name) => `resource ${name} has a dependent object`,
    source: `${EC2}; DeleteSecurityGroup`,
  },
  {
    type: "aws:ec2/eip:Eip",
    usedBy: [
      ...by("allocationId", "aws:ec2/natGateway:NatGateway"),
      ...by("subnetMappings", "aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"),
    ],
    code: "InvalidIPAddress.InUse",
    message: (name) => `Address ${name} is in use.`,
    source: "Amazon EC2 API Reference, Error codes; ReleaseAddress",
  },
];
