import { SUBNETS, testRules } from "./rules-stage.ts";

testRules("access", {
  "a security group's name and description have at most 255 of the characters that AWS takes, and no name begins with sg-":
    { good: { name: "web", description: "for web" }, bad: { name: "sg-web", description: "for web" } },
  "a security group's name is there once in its VPC": {
    there: [["aws:ec2/securityGroup:SecurityGroup", "sg-1", { name: "web", vpcId: "vpc-1" }]],
    good: { name: "web", vpcId: "vpc-2" },
    bad: { name: "web", vpcId: "vpc-1" },
  },
  "a rule of a security group is there once": {
    there: [
      [
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "sgr-1",
        { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" },
      ],
    ],
    good: { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" },
    bad: { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" },
  },
  "a rule of a security group for TCP or UDP has ports from 0 to 65535, the first not above the last": {
    good: { ipProtocol: "tcp", fromPort: 80, toPort: 81 },
    bad: { ipProtocol: "tcp", fromPort: 81, toPort: 80 },
  },
  "a rule of a security group has one source or destination": {
    good: { cidrIpv4: "0.0.0.0/0" },
    bad: { cidrIpv4: "0.0.0.0/0", referencedSecurityGroupId: "sg-1" },
  },
  "a gateway endpoint is for S3 or DynamoDB": {
    good: { serviceName: "com.amazonaws.eu-central-1.s3" },
    bad: { serviceName: "com.amazonaws.eu-central-1.logs", vpcEndpointType: "Gateway" },
  },
  "an interface endpoint has one subnet a zone": {
    there: SUBNETS,
    good: { subnetIds: ["a", "b"] },
    bad: { subnetIds: ["a", "a2"] },
  },
  "private DNS of an endpoint needs DNS support and DNS host names in the VPC": {
    there: [
      ["aws:ec2/vpc:Vpc", "vpc-1", { enableDnsHostnames: true }],
      ["aws:ec2/vpc:Vpc", "vpc-2", {}],
    ],
    good: { vpcId: "vpc-1", privateDnsEnabled: true },
    bad: { vpcId: "vpc-2", privateDnsEnabled: true },
  },
  "a VPC has one interface endpoint with private DNS for a service": {
    there: [
      ["aws:ec2/vpcEndpoint:VpcEndpoint", "vpce-1", { vpcId: "vpc-1", serviceName: "a", privateDnsEnabled: true }],
    ],
    good: { vpcId: "vpc-1", serviceName: "b", privateDnsEnabled: true },
    bad: { vpcId: "vpc-1", serviceName: "a", privateDnsEnabled: true },
  },
});
