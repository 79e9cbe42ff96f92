import { parseJson } from "../../wire/equality.ts";
import { isList, isObject, text, type Value, type Values } from "../../wire/values.ts";
import { moduleOf } from "./kind.ts";

/** A policy whose principals AWS looks up when it is put. Actions' resources it never looks up. */
export interface PrincipalRow {
  readonly types: readonly string[];
  readonly property: string;
  readonly code: string;
}

/** Source: IAM User Guide, "AWS JSON policy elements: Principal"; codes: errors of the put operations in AWS's API models. */
export const PRINCIPALS: readonly PrincipalRow[] = [
  { types: ["aws:iam/role:Role"], property: "assumeRolePolicy", code: "MalformedPolicyDocument" },
  { types: ["aws:s3/bucketPolicy:BucketPolicy"], property: "policy", code: "MalformedPolicy" },
  {
    types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
    property: "policy",
    code: "MalformedPolicyDocumentException",
  },
  {
    types: ["aws:secretsmanager/secretPolicy:SecretPolicy"],
    property: "policy",
    code: "MalformedPolicyDocumentException",
  },
  {
    types: ["aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy"],
    property: "policy",
    code: "InvalidAttributeValue",
  },
  { types: ["aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"], property: "policy", code: "InvalidParameter" },
  { types: ["aws:ecr/repositoryPolicy:RepositoryPolicy"], property: "policy", code: "InvalidParameterException" },
];

/** The principals of a type's policy that are roles or users, each with the code for one that does not exist. */
export function principalsIn(type: string, inputs: Values): readonly { readonly arn: string; readonly code: string }[] {
  if (!["iam", "s3", "kms", "secretsmanager", "sqs", "sns", "ecr"].includes(moduleOf(type))) return [];
  return PRINCIPALS.filter((row) => row.types.includes(type)).flatMap(({ property, code }) =>
    principalsOf(text(inputs[property]) ?? "").map((arn) => ({ arn, code })),
  );
}

function principalsOf(policy: string): readonly string[] {
  // A policy that does not parse is another rule's.
  const document = parseJson(policy);
  const statements = isObject(document) ? document.Statement : undefined;
  const all: readonly (Value | undefined)[] = isList(statements) ? statements : [statements];
  return all.flatMap((statement) => {
    const principal = isObject(statement) ? statement.Principal : undefined;
    const named = isObject(principal) ? principal.AWS : undefined;
    return (isList(named) ? named : [named]).flatMap((one) => {
      const arn = text(one);
      return arn !== undefined && /:iam::\d+:(role|user)\//.test(arn) ? [arn] : [];
    });
  });
}
