import { SUBNETS, testRules } from "./rules-stage.ts";

testRules("load-balancing", {
  "an application load balancer has subnets in at least two zones": {
    there: SUBNETS,
    good: { subnets: ["a", "b"] },
    bad: { subnets: ["a"] },
  },
  "a load balancer has one subnet a zone": {
    there: SUBNETS,
    good: { subnets: ["a", "b"] },
    bad: { subnets: ["a", "a2", "b"] },
  },
  "each subnet of an application load balancer has 8 free addresses": {
    there: [
      ...SUBNETS,
      ["aws:ec2/natGateway:NatGateway", "n1", { subnetId: "b" }],
      ["aws:ec2/natGateway:NatGateway", "n2", { subnetId: "b" }],
      ["aws:ec2/natGateway:NatGateway", "n3", { subnetId: "b" }],
      ["aws:ec2/vpcEndpoint:VpcEndpoint", "e", { subnetIds: ["b"] }],
    ],
    good: { subnets: ["a"] },
    bad: { subnets: ["b"] },
  },
  "the name of a load balancer or a target group has at most 32 letters, digits and hyphens, none at its ends, and does not begin with internal-":
    { good: { name: "web-1" }, bad: { name: "internal-web" } },
  "a load balancer's name is there once in a region": {
    there: [["aws:lb/loadBalancer:LoadBalancer", "arn", { name: "web" }]],
    good: { name: "api" },
    bad: { name: "web" },
  },
  "a target group's name is there once in a region": {
    there: [["aws:lb/targetGroup:TargetGroup", "arn", { name: "web" }]],
    good: { name: "api" },
    bad: { name: "web" },
  },
  "the security groups of a load balancer are of its subnets' VPC": {
    there: [...SUBNETS, ["aws:ec2/securityGroup:SecurityGroup", "sg-1", { vpcId: "vpc-1" }]],
    good: { subnets: ["a"], securityGroups: ["sg-1"] },
    bad: { subnets: ["other"], securityGroups: ["sg-1"] },
  },
  "a bucket for access logs has a policy that lets load balancers write": {
    there: [
      ["aws:s3/bucket:Bucket", "open", {}],
      ["aws:s3/bucket:Bucket", "closed", {}],
      ["aws:s3/bucketPolicy:BucketPolicy", "open", { bucket: "open" }],
    ],
    good: { accessLogs: { enabled: true, bucket: "open" } },
    bad: { accessLogs: { enabled: true, bucket: "closed" } },
  },
  "a target group that is not for a function has a port, a protocol and a VPC": {
    good: { port: 80, protocol: "HTTP", vpcId: "vpc-1" },
    bad: { port: 80, protocol: "HTTP" },
  },
  "a target group's health check waits less for an answer than until the next check": {
    good: { healthCheck: { interval: 30, timeout: 5 } },
    bad: { healthCheck: { interval: 5, timeout: 5 } },
  },
});
