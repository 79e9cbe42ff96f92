import { text, texts } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { policyProblem, policySize } from "./policy-text.ts";
import { isSet, others } from "./read.ts";
import type { Rule, Rules } from "./rule.ts";

const GRAMMAR = "IAM User Guide, Grammar of the IAM JSON policy language";
const QUOTAS = "IAM User Guide, IAM and AWS STS quotas";
const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const INLINE = ["aws:iam/rolePolicy:RolePolicy", "aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy"];
const NAMED = [ROLE, "aws:iam/instanceProfile:InstanceProfile", "aws:iam/user:User", "aws:iam/group:Group"];

/** Roles and policies. */
export const iam: Rules = [
  row(
    [POLICY, ...INLINE],
    "a policy of an identity is a document that IAM can read",
    "MalformedPolicyDocument",
    GRAMMAR,
    ({ inputs }) => policyProblem(inputs.policy, "identity"),
  ),
  row(
    [ROLE],
    "a role's trust policy is a document that IAM can read",
    "MalformedPolicyDocument",
    GRAMMAR,
    ({ inputs }) => policyProblem(inputs.assumeRolePolicy, "trust"),
  ),
  row([POLICY], "a managed policy has at most 6,144 characters", "LimitExceeded", QUOTAS, ({ inputs }) =>
    policySize(inputs.policy) > 6144 ? "Cannot exceed quota for PolicySize: 6144" : undefined,
  ),
  row(
    ["aws:iam/rolePolicy:RolePolicy"],
    "the inline policies of a role have at most 10,240 characters together",
    "LimitExceeded",
    QUOTAS,
    (attempt) => {
      const role = attempt.inputs.role;
      const there = others(attempt).filter(({ inputs }) => inputs.role === role);
      const size = there.reduce(
        (sum, { inputs }) => sum + policySize(inputs.policy),
        policySize(attempt.inputs.policy),
      );
      return size > 10_240 ? `Maximum policy size of 10240 bytes exceeded for role ${role}` : undefined;
    },
  ),
  row([ROLE], "a role's trust policy has at most 2,048 characters", "LimitExceeded", QUOTAS, ({ inputs }) =>
    policySize(inputs.assumeRolePolicy) > 2048 ? "Cannot exceed quota for ACLSizePerRole: 2048" : undefined,
  ),
  {
    ...row(
      ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"],
      "a role has at most 10 managed policies",
      "LimitExceeded",
      QUOTAS,
      (attempt) => {
        const there = others(attempt)
          .filter(({ inputs }) => inputs.role === attempt.inputs.role)
          .map(({ inputs }) => text(inputs.policyArn));
        return new Set(there).size >= 10 && !there.includes(text(attempt.inputs.policyArn))
          ? "Cannot exceed quota for PoliciesPerRole: 10"
          : undefined;
      },
    ),
    on: ["create"],
  },
  {
    ...row(
      NAMED,
      "the name of a role, a user, a group or an instance profile is there once, whatever its capital letters",
      "EntityAlreadyExists",
      "IAM API Reference, CreateRole",
      (attempt) => {
        const name = text(attempt.inputs.name)?.toLowerCase();
        const taken = name !== undefined && others(attempt).some(({ id }) => id.toLowerCase() === name);
        return taken
          ? `${attempt.facts.token.split(":").at(-1)} with name ${attempt.inputs.name} already exists.`
          : undefined;
      },
    ),
    on: ["create"],
  },
  row(
    ["aws:s3/bucketPolicy:BucketPolicy"],
    "a bucket's policy is a document that S3 can read",
    "MalformedPolicy",
    "Amazon S3 API Reference, Error responses",
    ({ inputs }) => policyProblem(inputs.policy, "resource"),
  ),
  row(
    ["aws:sns/topicPolicy:TopicPolicy"],
    "a topic's policy is a document that SNS can read",
    "InvalidParameter",
    "Amazon SNS API Reference, SetTopicAttributes",
    ({ inputs }) => policyError(policyProblem(inputs.policy, "resource")),
  ),
  row(
    ["aws:sqs/queuePolicy:QueuePolicy"],
    "a queue's policy is a document that SQS can read",
    "InvalidAttributeValue",
    "Amazon SQS API Reference, SetQueueAttributes",
    ({ inputs }) => policyProblem(inputs.policy, "resource"),
  ),
  row(
    ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy"],
    "a policy of CloudWatch Logs is a document that it can read",
    "InvalidParameterException",
    "Amazon CloudWatch Logs API Reference, PutResourcePolicy",
    ({ inputs }) => policyProblem(inputs.policyDocument, "resource"),
  ),
  row(
    ["aws:secretsmanager/secretPolicy:SecretPolicy"],
    "a secret's policy is a document that Secrets Manager can read",
    "MalformedPolicyDocumentException",
    "AWS Secrets Manager API Reference, PutResourcePolicy",
    ({ inputs }) => policyProblem(inputs.policy, "resource"),
  ),
  row(
    ["aws:kms/key:Key"],
    "a key's policy is a document that KMS can read",
    "MalformedPolicyDocumentException",
    "AWS KMS API Reference, CreateKey",
    ({ inputs }) => (isSet(inputs.policy) ? policyProblem(inputs.policy, "resource") : undefined),
  ),
  row(
    ["aws:iam/role:Role"],
    "a role's list of managed policies has at most 10",
    "LimitExceeded",
    QUOTAS,
    ({ inputs }) =>
      texts(inputs.managedPolicyArns).length > 10 ? "Cannot exceed quota for PoliciesPerRole: 10" : undefined,
  ),
];

function row(
  types: readonly string[],
  rule: string,
  code: string,
  source: string,
  broken: (attempt: Attempt) => string | undefined,
): Rule {
  return { types, rule, code, source, broken };
}

function policyError(problem: string | undefined): string | undefined {
  return problem && `Invalid parameter: Policy Error: ${problem}`;
}
