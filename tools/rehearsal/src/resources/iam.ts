import { globalArn } from "../facts/arn.ts";
import { digits, hex, MADE_AT, pick } from "../facts/hash.ts";
import { arnAsId, globalArnOf, named, nameOf } from "./ids.ts";
import { type Draft, input, type ResourceRule, type ResourceRules } from "./rule.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A policy that is attached to something: named by both, and moved by replacement. */
function attached(owner: string): ResourceRule {
  return {
    id: (draft) => `${input(draft, owner)}-${digits(26, draft.urn, String(draft.generation))}`,
    replaces: [owner, "policyArn"],
  };
}

function inline(owner: string): ResourceRule {
  return {
    id: (draft) => `${input(draft, owner)}:${nameOf(draft)}`,
    outputs: (made) => ({ name: made.id.slice(made.id.indexOf(":") + 1), namePrefix: "" }),
    replaces: [owner, "name", "namePrefix"],
    documents: ["policy"],
  };
}

/** Roles, policies and who has them. */
export const iam: ResourceRules = {
  "aws:iam/role:Role": {
    ...named(),
    arn: (made) => globalArn(made.place, "iam", `role${pathOf(made)}${made.id}`),
    outputs: (made) => ({
      name: made.id,
      namePrefix: "",
      uniqueId: `AROA${pick(LETTERS, 17, made.id, "role")}`,
      createDate: MADE_AT,
      managedPolicyArns: [],
      inlinePolicies: [],
    }),
    replaces: ["name", "namePrefix", "path"],
    documents: ["assumeRolePolicy"],
    sets: ["managedPolicyArns"],
    naming: { property: "name", maxLength: 64 },
  },
  "aws:iam/policy:Policy": {
    ...arnAsId((draft) => globalArn(draft.place, "iam", `policy${pathOf(draft)}${nameOf(draft)}`)),
    unique: true,
    outputs: (made) => ({
      name: nameOf(made),
      namePrefix: "",
      policyId: `ANPA${pick(LETTERS, 17, made.id)}`,
      attachmentCount: 0,
    }),
    replaces: ["name", "namePrefix", "path", "description"],
    documents: ["policy"],
  },
  "aws:iam/rolePolicy:RolePolicy": inline("role"),
  "aws:iam/userPolicy:UserPolicy": inline("user"),
  "aws:iam/groupPolicy:GroupPolicy": inline("group"),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": attached("role"),
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": attached("user"),
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": attached("group"),
  "aws:iam/user:User": {
    ...named(),
    arn: (made) => globalArn(made.place, "iam", `user${pathOf(made)}${made.id}`),
    outputs: (made) => ({ name: made.id, uniqueId: `AIDA${pick(LETTERS, 17, made.id, "user")}` }),
    updates: ["name"],
    naming: { property: "name", maxLength: 64 },
  },
  "aws:iam/group:Group": {
    ...named(),
    arn: (made) => globalArn(made.place, "iam", `group${pathOf(made)}${made.id}`),
    outputs: (made) => ({ name: made.id, uniqueId: `AGPA${pick(LETTERS, 17, made.id, "group")}` }),
    updates: ["name"],
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    ...named(),
    arn: (made) => globalArn(made.place, "iam", `instance-profile${pathOf(made)}${made.id}`),
    outputs: (made) => ({
      name: made.id,
      namePrefix: "",
      uniqueId: `AIPA${pick(LETTERS, 17, made.id, "profile")}`,
      createDate: MADE_AT,
    }),
    replaces: ["name", "namePrefix", "path"],
  },
  "aws:iam/accessKey:AccessKey": {
    id: (draft) => `AKIA${pick(LETTERS, 16, draft.hex(32))}`,
    outputs: (made) => ({
      secret: `simulated/${hex(30, made.id)}`,
      sesSmtpPasswordV4: `simulated/${hex(34, made.id, "smtp")}`,
      createDate: MADE_AT,
      encryptedSecret: "",
      encryptedSesSmtpPasswordV4: "",
      keyFingerprint: "",
    }),
    replaces: ["user", "pgpKey"],
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    ...arnAsId((draft) =>
      globalArn(draft.place, "iam", `oidc-provider/${input(draft, "url").replace(/^https:\/\//, "")}`),
    ),
    unique: true,
    // IAM keeps it without its scheme (AWS IAM API Reference, GetOpenIDConnectProvider).
    rewrites: (made) => ({ url: input(made, "url").replace(/^https:\/\//, "") }),
    replaces: ["url"],
    sets: ["clientIdLists", "thumbprintLists"],
  },
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
    ...arnAsId((draft) =>
      globalArn(draft.place, "iam", `role/aws-service-role/${input(draft, "awsServiceName")}/${linkedName(draft)}`),
    ),
    unique: true,
    outputs: (made) => ({
      name: linkedName(made),
      path: `/aws-service-role/${input(made, "awsServiceName")}/`,
      uniqueId: `AROA${pick(LETTERS, 17, made.id)}`,
      createDate: MADE_AT,
    }),
    replaces: ["awsServiceName", "customSuffix"],
    naming: "none",
  },
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": { id: () => "iam-account-password-policy" },
  "aws:iam/accountAlias:AccountAlias": {
    id: (draft) => input(draft, "accountAlias"),
    arn: globalArnOf("iam", "alias/"),
  },
};

function pathOf(draft: Draft): string {
  return input(draft, "path", "/");
}

/** ecs.amazonaws.com → AWSServiceRoleForEcs (the real names have their own capitals). */
function linkedName(draft: Draft): string {
  const service = input(draft, "awsServiceName").split(".")[0] ?? "";
  return `AWSServiceRoleFor${service.charAt(0).toUpperCase()}${service.slice(1)}`;
}
