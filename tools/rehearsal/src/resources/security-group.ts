import { digits } from "../facts/hash.ts";
import { text } from "../wire/values.ts";
import { attendantId, ec2Arn, ec2Id, nameOf } from "./ids.ts";
import { type Draft, input, type ResourceRule, type ResourceRules } from "./rule.ts";

/** One rule of a group as a resource of its own: what it allows changes in place. */
const rule: ResourceRule = {
  id: ec2Id("sgr"),
  arn: ec2Arn("security-group-rule"),
  outputs: (made) => ({ securityGroupRuleId: made.id }),
  replaces: ["securityGroupId"],
};

/** Security groups and their rules. */
export const securityGroup: ResourceRules = {
  "aws:ec2/securityGroup:SecurityGroup": {
    id: ec2Id("sg"),
    arn: ec2Arn("security-group"),
    outputs: (made) => ({ name: nameOf(made), namePrefix: "" }),
    replaces: ["description", "name", "namePrefix", "vpcId"],
    sets: ["ingress", "egress"],
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    id: defaultGroup,
    arn: ec2Arn("security-group"),
    outputs: () => ({ name: "default", namePrefix: "", description: "default VPC security group" }),
    replaces: ["vpcId"],
    sets: ["ingress", "egress"],
    naming: "none",
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    id: (draft) => `sgrule-${digits(10, draft.hex(16))}`,
    outputs: (made) => ({ securityGroupRuleId: attendantId(made, "sgr") }),
    replaces: ["*"],
    updates: ["description"],
    sets: ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds"],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
};

/** The group that AWS made with the VPC. */
function defaultGroup(draft: Draft): string {
  const key = { type: "aws:ec2/vpc:Vpc", region: draft.place.region, key: input(draft, "vpcId") };
  return text(draft.account.find(key)?.outputs.defaultSecurityGroupId) ?? `sg-0${draft.hex(16)}`;
}
