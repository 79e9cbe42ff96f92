import { type There, testRules } from "./rules-stage.ts";

testRules("iam", {
  "a policy of an identity is a document that IAM can read": {
    good: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
      }),
    },
    bad: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "GetObject", Resource: "*" }],
      }),
    },
  },
  "a role's trust policy is a document that IAM can read": {
    good: {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs.amazonaws.com" } }],
      }),
    },
    bad: { assumeRolePolicy: "{}" },
  },
  "a managed policy has at most 6,144 characters": {
    good: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: [`arn:aws:s3:::${"x".repeat(6000)}`] }],
      }),
    },
    bad: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: [`arn:aws:s3:::${"x".repeat(6100)}`] }],
      }),
    },
  },
  "the inline policies of a role have at most 10,240 characters together": {
    there: [["aws:iam/rolePolicy:RolePolicy", "a:one", { role: "a", policy: "x".repeat(5000) }]],
    good: {
      role: "b",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: [`arn:aws:s3:::${"x".repeat(6000)}`] }],
      }),
    },
    bad: {
      role: "a",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: [`arn:aws:s3:::${"x".repeat(6000)}`] }],
      }),
    },
  },
  "a role's trust policy has at most 2,048 characters": {
    good: {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs.amazonaws.com" } }],
      }),
    },
    bad: { assumeRolePolicy: "x".repeat(2049) },
  },
  "a role has at most 10 managed policies": {
    there: [
      ...Array.from(
        { length: 10 },
        (_none, index): There => [
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          `a${index}`,
          { role: "a", policyArn: `p${index}` },
        ],
      ),
    ],
    good: { role: "b", policyArn: "p" },
    bad: { role: "a", policyArn: "p" },
  },
  "the name of a role, a user, a group or an instance profile is there once, whatever its capital letters": {
    there: [["aws:iam/role:Role", "task", {}]],
    good: { name: "other" },
    bad: { name: "TASK" },
  },
  "a bucket's policy is a document that S3 can read": {
    good: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Principal: "*", Resource: "*" }],
      }),
    },
    bad: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
      }),
    },
  },
  "a topic's policy is a document that SNS can read": {
    good: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Principal: "*", Resource: "*" }],
      }),
    },
    bad: { policy: "no" },
  },
  "a queue's policy is a document that SQS can read": {
    good: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Principal: "*", Resource: "*" }],
      }),
    },
    bad: { policy: "no" },
  },
  "a policy of CloudWatch Logs is a document that it can read": {
    good: {
      policyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Principal: "*", Resource: "*" }],
      }),
    },
    bad: { policyDocument: "no" },
  },
  "a secret's policy is a document that Secrets Manager can read": {
    good: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Principal: "*", Resource: "*" }],
      }),
    },
    bad: { policy: "no" },
  },
  "a key's policy is a document that KMS can read": {
    good: {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Principal: "*", Resource: "*" }],
      }),
    },
    bad: { policy: "no" },
  },
  "a role's list of managed policies has at most 10": {
    good: { managedPolicyArns: ["a"] },
    bad: { managedPolicyArns: [..."abcdefghijk"] },
  },
});
