import type * as aws from "@pulumi/aws";

/** Where a policy holds: the ARNs in it name both. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/**
 * Who may take a task's role: ECS, for a task of this account and region. Without the conditions ECS could be talked
 * into it by a task of a stranger's account (the confused deputy).
 */
export function taskTrust({ region, accountId }: Place): aws.iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:aws:ecs:${region}:${accountId}:*` },
        },
      },
    ],
  };
}

/**
 * What a Session Manager shell in a task needs: channels of the Session Manager, which are no resources that a policy
 * could name, hence the star.
 * Source: Amazon ECS Developer Guide, "ECS Exec", task IAM role permissions.
 */
export const SHELL_POLICY: aws.iam.PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
  ],
};
