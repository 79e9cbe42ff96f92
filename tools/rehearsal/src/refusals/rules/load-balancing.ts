import { isObject, text, texts } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { allNamed, amount, blockOf, firstTwice, isSet, others, subnetsOf, zonesOfSubnets } from "./read.ts";
import { balancing, type Rules } from "./rule.ts";

const CREATE = "Elastic Load Balancing API Reference v2, CreateLoadBalancer";
const GROUPS = "Elastic Load Balancing API Reference v2, CreateTargetGroup";
const LB = balancing("LoadBalancer");
const GROUP = balancing("TargetGroup");

/** Load balancers and target groups. */
export const loadBalancing: Rules = [
  {
    types: LB,
    rule: "an application load balancer has subnets in at least two zones",
    code: "ValidationError",
    source: CREATE,
    broken: (attempt) => {
      const zones = isApplication(attempt) ? zonesOfSubnets(attempt, subnetsOf(attempt.inputs)) : undefined;
      return !zones || new Set(zones).size >= 2
        ? undefined
        : "At least two subnets in two different Availability Zones must be specified";
    },
  },
  {
    types: LB,
    rule: "a load balancer has one subnet a zone",
    code: "InvalidConfigurationRequest",
    source: CREATE,
    broken: (attempt) =>
      firstTwice(zonesOfSubnets(attempt, subnetsOf(attempt.inputs)) ?? []) &&
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
  },
  {
    types: LB,
    rule: "each subnet of an application load balancer has 8 free addresses",
    code: "InvalidSubnet",
    source: "User Guide for Application Load Balancers, Subnets for your load balancer",
    on: ["create"],
    broken: (attempt) => {
      const full = isApplication(attempt)
        ? subnetsOf(attempt.inputs).find((subnet) => freeIn(attempt, subnet) < 8)
        : undefined;
      return (
        full && `Not enough IP space available in ${full}. ELB requires at least 8 free IP addresses in each subnet.`
      );
    },
  },
  {
    types: [...LB, ...GROUP],
    rule: "the name of a load balancer or a target group has at most 32 letters, digits and hyphens, none at its ends, and does not begin with internal-",
    code: "ValidationError",
    source: CREATE,
    on: ["create"],
    broken: ({ inputs }) => {
      const name = text(inputs.name);
      return name === undefined || /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(name)
        ? undefined
        : `The name '${name}' can only contain characters that are alphanumeric characters and hyphens(-), at most 32, and cannot begin or end with a hyphen, or begin with 'internal-'`;
    },
  },
  {
    types: LB,
    rule: "a load balancer's name is there once in a region",
    code: "DuplicateLoadBalancerName",
    source: CREATE,
    on: ["create"],
    broken: (attempt) =>
      nameTaken(attempt, LB) &&
      `A load balancer with the same name '${attempt.inputs.name}' exists, but with different settings`,
  },
  {
    types: GROUP,
    rule: "a target group's name is there once in a region",
    code: "DuplicateTargetGroupName",
    source: GROUPS,
    on: ["create"],
    broken: (attempt) =>
      nameTaken(attempt, GROUP) &&
      `A target group with the same name '${attempt.inputs.name}' exists, but with different settings`,
  },
  {
    types: LB,
    rule: "the security groups of a load balancer are of its subnets' VPC",
    code: "InvalidConfigurationRequest",
    source: CREATE,
    broken: (attempt) => {
      const subnets = allNamed(attempt, "aws:ec2/subnet:Subnet", subnetsOf(attempt.inputs));
      const groups = allNamed(attempt, "aws:ec2/securityGroup:SecurityGroup", texts(attempt.inputs.securityGroups));
      const vpcs = new Set([...(subnets ?? []), ...(groups ?? [])].map(({ inputs }) => inputs.vpcId));
      return subnets && groups && vpcs.size > 1 ? "One or more security groups are invalid" : undefined;
    },
  },
  {
    types: LB,
    rule: "a bucket for access logs has a policy that lets load balancers write",
    code: "InvalidConfigurationRequest",
    source: "User Guide for Application Load Balancers, Enable access logs",
    broken: (attempt) => {
      const { accessLogs } = attempt.inputs;
      const bucket = isObject(accessLogs) && accessLogs.enabled === true ? text(accessLogs.bucket) : undefined;
      const ours = others(attempt, "aws:s3/bucket:Bucket").some(({ id }) => id === bucket);
      const policy = others(attempt, "aws:s3/bucketPolicy:BucketPolicy").some(({ inputs }) => inputs.bucket === bucket);
      return ours && !policy ? `Access Denied for bucket: ${bucket}. Please check S3bucket permission` : undefined;
    },
  },
  {
    types: GROUP,
    rule: "a target group that is not for a function has a port, a protocol and a VPC",
    code: "ValidationError",
    source: GROUPS,
    broken: ({ inputs }) => {
      const missing = ["port", "protocol", "vpcId"].find((name) => !isSet(inputs[name]));
      return inputs.targetType === "lambda" ? undefined : missing && `A ${missing} must be specified`;
    },
  },
  {
    types: GROUP,
    rule: "a target group's health check waits less for an answer than until the next check",
    code: "ValidationError",
    source: GROUPS,
    broken: ({ inputs }) => {
      const check = isObject(inputs.healthCheck) ? inputs.healthCheck : {};
      const [timeout, interval] = [amount(check.timeout), amount(check.interval)];
      return timeout !== undefined && interval !== undefined && timeout >= interval
        ? `Health check timeout '${timeout}' must be smaller than the interval '${interval}'`
        : undefined;
    },
  },
];

function isApplication({ inputs }: Attempt): boolean {
  return (inputs.loadBalancerType ?? "application") === "application";
}

function nameTaken(attempt: Attempt, types: readonly string[]): true | undefined {
  const name = text(attempt.inputs.name);
  const taken =
    name !== undefined && types.some((type) => others(attempt, type).some((row) => row.outputs.name === name));
  return taken || undefined;
}

/** AWS keeps five addresses of a subnet; NAT gateways, endpoints and load balancers that are there take one each. */
function freeIn(attempt: Attempt, subnet: string): number {
  const row = others(attempt, "aws:ec2/subnet:Subnet").find(({ id }) => id === subnet);
  const block = blockOf(row?.inputs.cidrBlock);
  if (!block) return Number.POSITIVE_INFINITY;
  const takers = ["aws:ec2/natGateway:NatGateway", "aws:ec2/vpcEndpoint:VpcEndpoint", ...LB];
  const taken = takers
    .flatMap((type) => others(attempt, type))
    .filter(({ inputs }) =>
      [...texts([inputs.subnetId ?? null]), ...texts(inputs.subnetIds), ...subnetsOf(inputs)].includes(subnet),
    );
  return 2 ** (32 - block.prefix) - 5 - taken.length;
}
