import { describe, expect, it } from "vitest";
import { instanceTrust, onlyTls, serviceTrust, taskTrust } from "../src/index.ts";

const accountId = "111122223333";

describe("a role that a service may take", () => {
  it("is taken for work in this account alone", () => {
    expect(serviceTrust("config.amazonaws.com", { accountId }).Statement).toEqual([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "config.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ]);
  });

  it("is taken by ECS for tasks of this region alone", () => {
    expect(taskTrust({ region: "eu-south-2", accountId }).Statement).toMatchObject([
      {
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:aws:ecs:eu-south-2:${accountId}:*` },
        },
      },
    ]);
  });

  it("is taken by EC2 for an instance without a condition, which EC2 could not meet (SUNA-014)", () => {
    expect(instanceTrust().Statement).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
    ]);
  });
});

describe("a bucket's policy", () => {
  it("answers nobody without TLS, for the bucket and for what is in it", () => {
    const bucket = "arn:aws:s3:::logs";
    expect(onlyTls(bucket)).toMatchObject({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucket, `${bucket}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });
});
