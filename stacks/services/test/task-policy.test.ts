import { expect, test } from "vitest";
import { SHELL_POLICY, taskTrust } from "../src/task-policy.ts";

test("allows the four actions of a Session Manager shell and no others (THREA-037)", () => {
  expect(SHELL_POLICY.Statement).toEqual([
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
  ]);
});

test("trusts ECS for tasks of this account and region only", () => {
  expect(taskTrust({ region: "eu-central-1", accountId: "123456789012" }).Statement).toEqual([
    expect.objectContaining({
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:123456789012:*" },
      },
    }),
  ]);
});
