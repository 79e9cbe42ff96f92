import { SUBNETS, testRules } from "./rules-stage.ts";

testRules("network", {
  "a range of a VPC or a subnet is an IPv4 CIDR block": {
    good: { cidrBlock: "10.0.0.0/16" },
    bad: { cidrBlock: "10.0.0/16" },
  },
  "a VPC's range is between /16 and /28": { good: { cidrBlock: "10.0.0.0/16" }, bad: { cidrBlock: "10.0.0.0/8" } },
  "a subnet's range is between /16 and /28": { good: { cidrBlock: "10.0.0.0/28" }, bad: { cidrBlock: "10.0.0.0/29" } },
  "a subnet's range is inside a range of its VPC": {
    there: [["aws:ec2/vpc:Vpc", "vpc-1", { cidrBlock: "10.0.0.0/16" }]],
    good: { vpcId: "vpc-1", cidrBlock: "10.0.9.0/24" },
    bad: { vpcId: "vpc-1", cidrBlock: "10.1.0.0/24" },
  },
  "a subnet's range overlaps no other subnet of its VPC": {
    there: SUBNETS,
    good: { vpcId: "vpc-1", cidrBlock: "10.0.9.0/24" },
    bad: { vpcId: "vpc-1", cidrBlock: "10.0.1.128/25" },
  },
  "a subnet's Availability Zone is one of its region": {
    good: { availabilityZone: "eu-central-1c" },
    bad: { availabilityZone: "eu-central-1d" },
  },
  "a route table has one route to a destination": {
    there: [["aws:ec2/route:Route", "r", { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" }]],
    good: { routeTableId: "rtb-1", destinationCidrBlock: "10.9.0.0/16" },
    bad: { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" },
  },
  "a route goes to an internet gateway of the route table's own VPC": {
    there: [
      ["aws:ec2/routeTable:RouteTable", "rtb-1", { vpcId: "vpc-1" }],
      ["aws:ec2/internetGateway:InternetGateway", "igw-1", { vpcId: "vpc-1" }],
      ["aws:ec2/internetGateway:InternetGateway", "igw-2", { vpcId: "vpc-2" }],
    ],
    good: { routeTableId: "rtb-1", gatewayId: "igw-1" },
    bad: { routeTableId: "rtb-1", gatewayId: "igw-2" },
  },
  "a subnet is associated with one route table": {
    there: [["aws:ec2/routeTableAssociation:RouteTableAssociation", "x", { subnetId: "a" }]],
    good: { subnetId: "b", routeTableId: "t" },
    bad: { subnetId: "a", routeTableId: "t" },
  },
  "a VPC has one internet gateway": {
    there: [["aws:ec2/internetGateway:InternetGateway", "igw-1", { vpcId: "vpc-1" }]],
    good: { vpcId: "vpc-2" },
    bad: { vpcId: "vpc-1" },
  },
  "a public NAT gateway of a zone has an Elastic IP": {
    good: { subnetId: "a", allocationId: "e" },
    bad: { subnetId: "a" },
  },
  "an Elastic IP belongs to one NAT gateway": {
    there: [["aws:ec2/natGateway:NatGateway", "nat-1", { allocationId: "e1" }]],
    good: { allocationId: "e2" },
    bad: { allocationId: "e1" },
  },
});
