import { expect, test } from "vitest";
import { SHELL_POLICY } from "../src/task-policy.ts";

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
