import type * as aws from "@pulumi/aws";

/** Parts of the ARN of a secret in Secrets Manager, whose name has no colon; what follows is a JSON key and a version. */
const SECRET_ARN_PARTS = 7;

/**
 * What ECS may read for the containers of an environment before they start: the secrets that they ask for, each by its
 * ARN, and no other. The keys that encrypt them are AWS's own for the store, which need no permission of their own.
 * Source: Amazon ECS Developer Guide, "Task execution IAM role", secrets permissions.
 * @param references what `valueFrom` of the containers' secrets says
 * @returns undefined where there are none
 */
export function readSecretsPolicy(references: readonly string[]): aws.iam.PolicyDocument | undefined {
  const arns = [...new Set(references.map(withoutJsonKey))].sort();
  const statements = [
    allow(
      "ssm:GetParameters",
      arns.filter((arn) => !isSecret(arn)),
    ),
    allow("secretsmanager:GetSecretValue", arns.filter(isSecret)),
  ].flat();
  return statements.length === 0 ? undefined : { Version: "2012-10-17", Statement: statements };
}

function allow(action: string, arns: string[]): aws.iam.PolicyStatement[] {
  return arns.length === 0 ? [] : [{ Effect: "Allow", Action: action, Resource: arns }];
}

function isSecret(arn: string): boolean {
  return arn.split(":")[2] === "secretsmanager";
}

function withoutJsonKey(reference: string): string {
  return isSecret(reference) ? reference.split(":").slice(0, SECRET_ARN_PARTS).join(":") : reference;
}
