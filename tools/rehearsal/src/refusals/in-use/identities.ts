import { by, type InUseRow } from "./use.ts";

const IAM = "IAM API Reference, DeleteConflict of DeleteRole, DeletePolicy, DeleteUser, DeleteGroup";
const message = () => "Cannot delete entity, must detach all policies first.";
const conflict = { code: "DeleteConflict", message, source: IAM };

/**
 * Identities with policies on them, and what is set up for others. The provider takes a role out of its instance profiles
 * by itself (terraform-provider-aws, internal/service/iam/role.go), and deletes inline policies where it is told to.
 */
export const IDENTITIES: readonly InUseRow[] = [
  {
    type: "aws:iam/role:Role",
    usedBy: by("role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:iam/rolePolicy:RolePolicy"),
    unless: ({ forceDetachPolicies }) => forceDetachPolicies === true,
    ...conflict,
  },
  {
    type: "aws:iam/user:User",
    usedBy: by(
      "user",
      "aws:iam/userPolicyAttachment:UserPolicyAttachment",
      "aws:iam/userPolicy:UserPolicy",
      "aws:iam/accessKey:AccessKey",
    ),
    unless: ({ forceDestroy }) => forceDestroy === true,
    ...conflict,
  },
  {
    type: "aws:iam/group:Group",
    usedBy: by("group", "aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "aws:iam/groupPolicy:GroupPolicy"),
    ...conflict,
  },
  {
    type: "aws:iam/policy:Policy",
    usedBy: by(
      "policyArn",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      "aws:iam/userPolicyAttachment:UserPolicyAttachment",
      "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    ),
    ...conflict,
    message: () => "Cannot delete a policy attached to entities.",
  },
  {
    type: "aws:backup/plan:Plan",
    usedBy: by("planId", "aws:backup/selection:Selection"),
    code: "InvalidRequestException",
    message: () => "Related backup plan selections must be deleted prior to backup plan deletion",
    source: "AWS Backup API Reference, DeleteBackupPlan",
  },
  {
    type: "aws:cloudwatch/eventRule:EventRule",
    usedBy: by("rule", "aws:cloudwatch/eventTarget:EventTarget"),
    unless: ({ forceDestroy }) => forceDestroy === true,
    code: "ValidationException",
    message: () => "Rule can't be deleted since it has targets.",
    source: "Amazon EventBridge API Reference, DeleteRule",
  },
];
