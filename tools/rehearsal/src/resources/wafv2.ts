import { arn } from "../facts/arn.ts";
import { uuid } from "../facts/hash.ts";
import { nameOf } from "./ids.ts";
import { input, type Made, type ResourceRules } from "./rule.ts";

/** Firewalls. */
export const wafv2: ResourceRules = {
  "aws:wafv2/webAcl:WebAcl": {
    id: (draft) => uuid(draft.hex(32)),
    arn: (made) => wafArn(made, "webacl"),
    outputs: (made) => ({
      name: nameOf(made),
      namePrefix: "",
      capacity: 100,
      lockToken: uuid(made.id, "lock"),
      applicationIntegrationUrl: "",
    }),
    evolves: lockToken,
    replaces: ["name", "namePrefix", "scope"],
    documents: ["ruleJson"],
    sets: ["rules", "tokenDomains"],
  },
  "aws:wafv2/ipSet:IpSet": {
    id: (draft) => uuid(draft.hex(32)),
    arn: (made) => wafArn(made, "ipset"),
    outputs: (made) => ({ name: nameOf(made), namePrefix: "", lockToken: uuid(made.id, "lock") }),
    evolves: lockToken,
    replaces: ["name", "namePrefix", "scope", "ipAddressVersion"],
    sets: ["addresses"],
  },
  "aws:wafv2/ruleGroup:RuleGroup": {
    id: (draft) => uuid(draft.hex(32)),
    arn: (made) => wafArn(made, "rulegroup"),
    outputs: (made) => ({ name: nameOf(made), namePrefix: "", lockToken: uuid(made.id, "lock") }),
    evolves: lockToken,
    replaces: ["name", "namePrefix", "scope", "capacity"],
    sets: ["rules"],
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    id: (draft) => `${input(draft, "webAclArn")},${input(draft, "resourceArn")}`,
    replaces: ["*"],
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    id: (draft) => input(draft, "resourceArn"),
    replaces: ["resourceArn"],
  },
};

function wafArn(made: Made, kind: string): string {
  const global = input(made, "scope") === "CLOUDFRONT";
  const place = global ? { ...made.place, region: "us-east-1" } : made.place;
  return arn(place, "wafv2", `${global ? "global" : "regional"}/${kind}/${nameOf(made)}/${made.id}`);
}

function lockToken(made: Made, before: { readonly [name: string]: unknown }): { lockToken: string } {
  return { lockToken: uuid(made.id, JSON.stringify(before.lockToken ?? "")) };
}
