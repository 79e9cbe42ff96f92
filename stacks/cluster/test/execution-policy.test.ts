import { expect, test } from "vitest";
import { secretsPolicy } from "../src/execution-policy.ts";

const MADRID = { region: "eu-south-2", accountId: "123456789012" };

test("reads the SSM parameters below the application's path only (THREA-036)", () => {
  expect(secretsPolicy({ store: "ssm", path: "/threa" }, MADRID).Statement).toEqual([
    {
      Effect: "Allow",
      Action: "ssm:GetParameters",
      Resource: "arn:aws:ssm:eu-south-2:123456789012:parameter/threa/*",
    },
  ]);
});

test("reads the secrets below the path's name only, which begins with no slash (HAPPY-064)", () => {
  expect(secretsPolicy({ store: "secretsManager", path: "/happyrobot-fde" }, MADRID).Statement).toEqual([
    {
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: "arn:aws:secretsmanager:eu-south-2:123456789012:secret:happyrobot-fde/*",
    },
  ]);
});

test("does not reach a path that merely begins alike", () => {
  const { Statement } = secretsPolicy({ store: "ssm", path: "/threa" }, MADRID);
  expect(JSON.stringify(Statement)).not.toContain("/threa*");
});
