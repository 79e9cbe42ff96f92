import { parseUrn } from "@strata/shared-config";
import { others } from "./read.ts";
import { balancing, type Rule, type Rules } from "./rule.ts";

const VPC = "Amazon VPC User Guide, Amazon VPC quotas";
const ALB = "User Guide for Application Load Balancers, Quotas for your Application Load Balancers";

/** How many there may be of a type, of one property's value if `per` names it, else in a region. */
interface Quota {
  readonly types: readonly string[];
  readonly rule: string;
  readonly most: number;
  readonly per?: string;
  readonly code: string;
  readonly source: string;
  readonly message: string;
}

/** AWS's default values: an account may have been given more. */
const QUOTAS: readonly Quota[] = [
  {
    types: ["aws:ec2/eip:Eip"],
    rule: "a region has 5 Elastic IP addresses",
    most: 5,
    code: "AddressLimitExceeded",
    source: "Amazon EC2 User Guide, Elastic IP address quota",
    message: "The maximum number of addresses has been reached.",
  },
  {
    types: ["aws:ec2/vpc:Vpc"],
    rule: "a region has 5 VPCs",
    most: 5,
    code: "VpcLimitExceeded",
    source: VPC,
    message: "The maximum number of VPCs has been reached.",
  },
  {
    types: ["aws:ec2/internetGateway:InternetGateway"],
    rule: "a region has 5 internet gateways",
    most: 5,
    code: "InternetGatewayLimitExceeded",
    source: VPC,
    message: "The maximum number of internet gateways has been reached.",
  },
  {
    types: ["aws:ec2/subnet:Subnet"],
    rule: "a VPC has 200 subnets",
    most: 200,
    per: "vpcId",
    code: "SubnetLimitExceeded",
    source: VPC,
    message: "The maximum number of subnets has been reached.",
  },
  {
    types: ["aws:ec2/routeTable:RouteTable"],
    rule: "a VPC has 200 route tables",
    most: 200,
    per: "vpcId",
    code: "RouteTableLimitExceeded",
    source: VPC,
    message: "The maximum number of route tables has been reached.",
  },
  {
    types: ["aws:ec2/route:Route"],
    rule: "a route table has 500 routes",
    most: 500,
    per: "routeTableId",
    code: "RouteLimitExceeded",
    source: VPC,
    message: "The maximum number of routes has been reached.",
  },
  {
    types: ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"],
    rule: "a security group has 60 rules inward",
    most: 60,
    per: "securityGroupId",
    code: "RulesPerSecurityGroupLimitExceeded",
    source: VPC,
    message: "The maximum number of rules per security group has been reached.",
  },
  {
    types: ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"],
    rule: "a security group has 60 rules outward",
    most: 60,
    per: "securityGroupId",
    code: "RulesPerSecurityGroupLimitExceeded",
    source: VPC,
    message: "The maximum number of rules per security group has been reached.",
  },
  {
    types: balancing("LoadBalancer"),
    rule: "a region has 50 load balancers",
    most: 50,
    code: "TooManyLoadBalancers",
    source: ALB,
    message: "The maximum number of load balancers has been reached.",
  },
  {
    types: balancing("Listener"),
    rule: "a load balancer has 50 listeners",
    most: 50,
    per: "loadBalancerArn",
    code: "TooManyListeners",
    source: ALB,
    message: "The maximum number of listeners has been reached.",
  },
  {
    types: balancing("ListenerRule"),
    rule: "a listener has 100 rules",
    most: 100,
    per: "listenerArn",
    code: "TooManyRules",
    source: ALB,
    message: "The maximum number of rules has been reached.",
  },
  {
    types: balancing("ListenerCertificate"),
    rule: "a listener has 25 certificates besides its own",
    most: 25,
    per: "listenerArn",
    code: "TooManyCertificates",
    source: ALB,
    message: "The maximum number of certificates has been reached.",
  },
  {
    types: ["aws:rds/instance:Instance"],
    rule: "a region has 40 database instances",
    most: 40,
    code: "InstanceQuotaExceeded",
    source: "Amazon RDS User Guide, Quotas and constraints for Amazon RDS",
    message: "DB Instance quota exceeded",
  },
  {
    types: ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy"],
    rule: "a region has 10 policies of CloudWatch Logs",
    most: 10,
    code: "LimitExceededException",
    source: "Amazon CloudWatch Logs User Guide, CloudWatch Logs quotas",
    message: "Resource limit exceeded.",
  },
  {
    types: ["aws:cfg/recorder:Recorder"],
    rule: "a region has one configuration recorder",
    most: 1,
    code: "MaxNumberOfConfigurationRecordersExceededException",
    source: "AWS Config API Reference, PutConfigurationRecorder",
    message:
      "Failed to put configuration recorder because the maximum number of configuration recorders: 1 is reached.",
  },
  {
    types: ["aws:iam/instanceProfile:InstanceProfile"],
    rule: "an account has 1,000 instance profiles",
    most: 1000,
    code: "LimitExceeded",
    source: "IAM User Guide, IAM and AWS STS quotas",
    message: "Cannot exceed quota for InstanceProfilesPerAccount: 1000",
  },
  {
    types: ["aws:route53/zone:Zone"],
    rule: "an account has 500 zones",
    most: 500,
    code: "TooManyHostedZones",
    source: "Amazon Route 53 Developer Guide, Quotas on hosted zones",
    message: "Limits Exceeded: MAX_HOSTED_ZONES_BY_OWNER",
  },
];

/**
 * Quotas as rules. Each counts what one environment made: a world keeps every environment that was rehearsed, which in
 * reality may be in accounts of their own.
 */
export const quotas: Rules = QUOTAS.map(
  ({ types, rule, most, per, code, source, message }): Rule => ({
    types,
    rule,
    code,
    source,
    on: ["create"],
    broken: (attempt) => {
      const mine = parseUrn(attempt.urn).environment;
      const counts = ({ urn, inputs }: { readonly urn: string; readonly inputs: Attempted }) =>
        parseUrn(urn).environment === mine && (per === undefined || inputs[per] === attempt.inputs[per]);
      return types.flatMap((type) => others(attempt, type)).filter(counts).length >= most ? message : undefined;
    },
  }),
);

type Attempted = Parameters<Rule["broken"]>[0]["inputs"];
