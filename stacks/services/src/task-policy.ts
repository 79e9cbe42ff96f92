import type * as aws from "@pulumi/aws";

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
