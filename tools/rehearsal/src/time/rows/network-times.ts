/*
 * Networks. "n apply logs" are logs that people published in public repositories: the lines "Creation complete after" of
 * Terraform, whose AWS provider is the one inside Pulumi's. They were looked up on
 * 2026-11-21, as excerpts; what was plainly made up (a fixture, a lesson) was left out by eye. "The provider waits n min at
 * most" is a default timeout in its documentation. Few samples say little of the ends of a range: those are plausible
 * values beside them.
 */
import { row, type TimeRow } from "../time.ts";

/** Networks, load balancers and the ways between them. */
export const networkTimes: readonly TimeRow[] = [
  row(
    "aws:ec2/vpc:Vpc",
    "create",
    [8, 11, 20],
    "reported",
    "3 apply logs: 8 to 15 s, the provider waits for each DNS attribute",
    ["enableDnsHostnames", true],
  ),
  row("aws:ec2/vpc:Vpc", "create", [1, 2, 6], "reported", "7 apply logs without DNS host names: 1 to 4 s"),
  row(
    "aws:ec2/subnet:Subnet",
    "create",
    [10, 11, 14],
    "reported",
    "5 apply logs: 10 to 14 s, the provider waits for the attribute",
    ["mapPublicIpOnLaunch", true],
  ),
  row("aws:ec2/subnet:Subnet", "create", [1, 1, 5], "reported", "5 apply logs of private subnets: 1 to 5 s"),
  row(
    "aws:ec2/subnet:Subnet",
    "delete",
    [1, 1, 60],
    "estimated",
    "at once, unless an interface of a service is still going away",
  ),
  row("aws:ec2/internetGateway:InternetGateway", "delete", [0, 1, 45], "reported", "10 destroy logs: 0 to 45 s"),
  row("aws:ec2/natGateway:NatGateway", "create", [85, 107, 124], "reported", "7 apply logs: 85 to 124 s"),
  row("aws:ec2/natGateway:NatGateway", "delete", [42, 60, 75], "reported", "4 destroy logs: 42 to 61 s"),
  row(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "create",
    [60, 90, 180],
    "estimated",
    "an interface in each subnet and its private DNS",
    ["privateDnsEnabled", true],
  ),
  row(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "create",
    [3, 6, 7],
    "reported",
    "9 apply logs of gateway endpoints: 3 to 7 s",
  ),
  row("aws:ec2/vpcEndpoint:VpcEndpoint", "delete", [5, 60, 300], "estimated", "its interfaces are let go"),
  row("aws:ec2/securityGroup:SecurityGroup", "create", [2, 3, 8], "reported", "5 apply logs: 3 to 8 s"),
  row(
    "aws:ec2/securityGroup:SecurityGroup",
    "delete",
    [1, 1, 120],
    "estimated",
    "tried again while an interface holds it",
  ),
  row(
    "aws:ec2/flowLog:FlowLog",
    "create",
    [1, 3, 30],
    "estimated",
    "a call that is repeated until the new role is known everywhere",
  ),
  row(
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "create",
    [90, 150, 300],
    "estimated",
    "waits until available",
  ),
  row("aws:ec2/vpnConnection:VpnConnection", "create", [180, 300, 600], "estimated", "waits until available"),
  row("aws:lb/loadBalancer:LoadBalancer", "create", [135, 150, 187], "reported", "9 apply logs: 135 to 187 s"),
  row("aws:lb/loadBalancer:LoadBalancer", "update", [1, 3, 20], "estimated", "attributes change at once"),
  row(
    "aws:lb/loadBalancer:LoadBalancer",
    "delete",
    [15, 30, 153],
    "reported",
    "3 destroy logs: 15 to 153 s; the provider waits for its interfaces",
  ),
  row("aws:alb/loadBalancer:LoadBalancer", "create", [135, 150, 187], "reported", "the same as aws:lb/loadBalancer"),
  row(
    "aws:servicediscovery/httpNamespace:HttpNamespace",
    "create",
    [2, 10, 40],
    "estimated",
    "an operation that the provider asks about until it is done",
  ),
  row(
    "aws:servicediscovery/httpNamespace:HttpNamespace",
    "delete",
    [2, 10, 40],
    "estimated",
    "an operation that the provider asks about until it is done",
  ),
  row(
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
    "create",
    [40, 60, 90],
    "estimated",
    "makes a hosted zone, which takes 36 s and more",
  ),
];
