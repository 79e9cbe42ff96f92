import { describe, expect, test } from "vitest";
import { auditBucketName, configStatements, trailStatements } from "../src/audit/audit-plan.ts";
import { environment } from "./environment.ts";

const ACCOUNT = "111122223333";
const BUCKET = "arn:aws:s3:::audit";
const TRAIL = "arn:aws:cloudtrail:eu-south-2:111122223333:trail/happyrobot-fde-prod";

describe("an audit bucket", () => {
  test("is named after what it holds, its environment and its account", () => {
    expect(auditBucketName("cloudtrail", environment("happyrobot-prod"), ACCOUNT)).toBe(
      "happyrobot-fde-cloudtrail-prod-111122223333",
    );
  });

  test("has a name that S3 takes, and that tells accounts apart, however long the environment's is", () => {
    const naming = { base: "happyrobot-fde", suffix: "-a-rather-long-suffix", environment: "staging" };
    const long = { naming, tier: "staging" } as const;
    const name = auditBucketName("cloudtrail", long, ACCOUNT);
    expect(name.length).toBeLessThanOrEqual(63);
    expect(name).not.toBe(auditBucketName("cloudtrail", long, "999999999999"));
  });

  test("takes files of one trail only, below the path of its account", () => {
    const [, write] = trailStatements(BUCKET, TRAIL, ACCOUNT);
    expect(write).toMatchObject({
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${BUCKET}/AWSLogs/${ACCOUNT}/*`,
      Condition: { StringEquals: { "aws:SourceArn": TRAIL, "s3:x-amz-acl": "bucket-owner-full-control" } },
    });
  });

  test("takes AWS Config's files for its own account only", () => {
    for (const { Condition } of configStatements(BUCKET, ACCOUNT)) {
      expect(Condition.StringEquals).toMatchObject({ "aws:SourceAccount": ACCOUNT });
    }
  });
});
