import { text, texts, type Values } from "../../wire/values.ts";
import { amount, firstTwice, named, others, zonesOfSubnets } from "./read.ts";
import type { Rules } from "./rule.ts";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULES = [
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const SOURCES = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

/** Security groups and endpoints of a VPC. */
export const access: Rules = [
  {
    types: [GROUP],
    rule: "a security group's name and description have at most 255 of the characters that AWS takes, and no name begins with sg-",
    code: "InvalidParameterValue",
    source: "Amazon EC2 API Reference, CreateSecurityGroup",
    on: ["create"],
    broken: ({ inputs }) => {
      const wrong = ["name", "description"].find((name) => {
        const value = text(inputs[name]) ?? "";
        return !/^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(value) || (name === "name" && /^sg-/i.test(value));
      });
      return (
        wrong &&
        `Value (${inputs[wrong]}) for parameter ${wrong === "name" ? "GroupName" : "GroupDescription"} is invalid.`
      );
    },
  },
  {
    types: [GROUP],
    rule: "a security group's name is there once in its VPC",
    code: "InvalidGroup.Duplicate",
    source: "Amazon EC2 API Reference, Error codes",
    on: ["create"],
    broken: (attempt) => {
      const { name, vpcId } = attempt.inputs;
      const taken =
        text(name) !== undefined &&
        others(attempt).some((row) => row.outputs.name === name && row.inputs.vpcId === vpcId);
      return taken ? `The security group '${name}' already exists for VPC '${vpcId}'` : undefined;
    },
  },
  {
    types: RULES,
    rule: "a rule of a security group is there once",
    code: "InvalidPermission.Duplicate",
    source: "Amazon EC2 API Reference, Error codes",
    broken: (attempt) => {
      const key = (inputs: Values) =>
        JSON.stringify(
          ["securityGroupId", "ipProtocol", "fromPort", "toPort", ...SOURCES].map((name) => String(inputs[name] ?? "")),
        );
      const mine = key(attempt.inputs);
      const taken = others(attempt).some((row) => key(row.inputs) === mine);
      const peer = SOURCES.flatMap((name) => text(attempt.inputs[name]) ?? [])[0];
      return taken
        ? `the specified rule "peer: ${peer}, ${attempt.inputs.ipProtocol}, ALLOW" already exists`
        : undefined;
    },
  },
  {
    types: RULES,
    rule: "a rule of a security group for TCP or UDP has ports from 0 to 65535, the first not above the last",
    code: "InvalidParameterValue",
    source: "Amazon EC2 API Reference, AuthorizeSecurityGroupIngress",
    broken: ({ inputs }) => {
      if (!["tcp", "udp", "6", "17"].includes(String(inputs.ipProtocol))) return undefined;
      const [from, to] = [amount(inputs.fromPort) ?? -1, amount(inputs.toPort) ?? -1];
      return from >= 0 && from <= to && to <= 65535
        ? undefined
        : "Invalid value for portRange. Must specify both from and to ports with TCP/UDP.";
    },
  },
  {
    types: RULES,
    rule: "a rule of a security group has one source or destination",
    code: "InvalidParameterValue",
    source: "Amazon EC2 API Reference, AuthorizeSecurityGroupIngress",
    broken: ({ inputs }) =>
      SOURCES.filter((name) => text(inputs[name])).length === 1
        ? undefined
        : "Each IP permission must have exactly one CIDR block, prefix list or security group.",
  },
  {
    types: [ENDPOINT],
    rule: "a gateway endpoint is for S3 or DynamoDB",
    code: "InvalidParameter",
    source: "AWS PrivateLink Guide, Gateway endpoints",
    broken: ({ inputs }) =>
      (inputs.vpcEndpointType ?? "Gateway") !== "Gateway" || /\.(s3|dynamodb)$/.test(text(inputs.serviceName) ?? ".s3")
        ? undefined
        : "Endpoint type (Gateway) does not match available service types ([Interface]).",
  },
  {
    types: [ENDPOINT],
    rule: "an interface endpoint has one subnet a zone",
    code: "DuplicateSubnetsInSameZone",
    source: "Amazon EC2 API Reference, Error codes",
    broken: (attempt) => {
      const zone = firstTwice(zonesOfSubnets(attempt, texts(attempt.inputs.subnetIds)) ?? []);
      return (
        zone && `Found another VPC endpoint subnet in the availability zone of ${texts(attempt.inputs.subnetIds)[0]}`
      );
    },
  },
  {
    types: [ENDPOINT],
    rule: "private DNS of an endpoint needs DNS support and DNS host names in the VPC",
    code: "InvalidParameter",
    source: "AWS PrivateLink Guide, Access an AWS service using an interface VPC endpoint",
    broken: (attempt) => {
      const vpc = named(attempt, "aws:ec2/vpc:Vpc", attempt.inputs.vpcId);
      if (attempt.inputs.privateDnsEnabled !== true || !vpc) return undefined;
      return vpc.inputs.enableDnsHostnames === true && vpc.inputs.enableDnsSupport !== false
        ? undefined
        : `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc.id}`;
    },
  },
  {
    types: [ENDPOINT],
    rule: "a VPC has one interface endpoint with private DNS for a service",
    code: "InvalidParameter",
    source: "AWS PrivateLink Guide, Access an AWS service using an interface VPC endpoint",
    broken: (attempt) => {
      const { vpcId, serviceName, privateDnsEnabled } = attempt.inputs;
      const taken =
        privateDnsEnabled === true &&
        others(attempt).some(
          ({ inputs }) =>
            inputs.privateDnsEnabled === true && inputs.vpcId === vpcId && inputs.serviceName === serviceName,
        );
      return taken
        ? `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${serviceName} in the VPC ${vpcId}`
        : undefined;
    },
  },
];
