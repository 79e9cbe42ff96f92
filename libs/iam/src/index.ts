import type * as aws from "@pulumi/aws";

/** Characters of a role's name. Source: IAM User Guide, "IAM and AWS STS quotas". */
export const ROLE_NAME_LIMIT = 64;

/** Whose work a role may be taken for. */
export interface TrustScope {
  readonly accountId: string;
  /** ARNs of what the service works for; a star stands for any text. @default - anything of the account */
  readonly sourceArn?: string;
}

/**
 * Lets an AWS service take a role, for work in this account alone: without the condition a stranger could have the
 * service take it for work in an account of theirs (the confused deputy).
 * Source: IAM User Guide, "The confused deputy problem".
 * @param service such as `ecs-tasks.amazonaws.com`
 */
export function serviceTrust(service: string, { accountId, sourceArn }: TrustScope): aws.iam.PolicyDocument {
  const account = { StringEquals: { "aws:SourceAccount": accountId } };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: service },
        Condition: sourceArn === undefined ? account : { ...account, ArnLike: { "aws:SourceArn": sourceArn } },
      },
    ],
  };
}

/** Where a task runs: the ARNs in its policies name both. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** Lets ECS take a role for a task of this account and region. */
export function taskTrust({ region, accountId }: Place): aws.iam.PolicyDocument {
  return serviceTrust("ecs-tasks.amazonaws.com", { accountId, sourceArn: `arn:aws:ecs:${region}:${accountId}:*` });
}

/**
 * Lets EC2 take a role for an instance. It has no condition, unlike that of other services: EC2 names no source, and
 * who may give a role to an instance, `iam:PassRole` says.
 * Source: IAM User Guide, "Use an IAM role to grant permissions to applications running on Amazon EC2 instances".
 */
export function instanceTrust(): aws.iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
  };
}

/**
 * Refuses whoever comes to a bucket without TLS: a statement of its policy.
 * Source: Amazon S3 User Guide, "Security best practices", enforce encryption of data in transit.
 */
export function onlyTls(bucketArn: string): aws.iam.PolicyStatement {
  return {
    Sid: "OnlyTls",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
