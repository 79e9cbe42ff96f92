import { describe, expect, it } from "vitest";
import { parseJson } from "../src/wire/equality.ts";
import { openStage } from "./component-stage.ts";

describe("a trail", () => {
  it("has a bucket that lets CloudTrail write, and is made after its policy", async () => {
    const made = await openStage().make("awsx:cloudtrail:Trail", "audit", { isMultiRegionTrail: true });
    expect(made.names).toEqual(["Bucket audit", "BucketPolicy audit", "Trail audit"]);
    expect(made.child("Bucket").inputs).toEqual({ forceDestroy: true });
    expect(made.child("Trail").inputs).toMatchObject({
      isMultiRegionTrail: true,
      s3BucketName: made.child("Bucket").outputs.bucket,
    });
    expect(JSON.stringify(parseJson(String(made.child("BucketPolicy").inputs.policy)))).toContain(
      `${made.child("Bucket").outputs.arn}/*`,
    );
    expect(Object.keys(made.outputs).sort()).toEqual(["bucket", "trail"]);
  });

  it("writes to a log group with a role of its own, when that is enabled", async () => {
    const made = await openStage().make("awsx:cloudtrail:Trail", "audit", {
      cloudWatchLogsGroup: { enable: true, args: { retentionInDays: 7 } },
    });
    expect(made.names).toEqual(["Bucket audit", "BucketPolicy audit", "LogGroup audit", "Role audit", "Trail audit"]);
    expect(made.child("Trail").inputs).toMatchObject({
      cloudWatchLogsGroupArn: `${made.child("LogGroup").outputs.arn}:*`,
      cloudWatchLogsRoleArn: made.child("Role").outputs.arn,
    });
  });

  it("takes a bucket that is there", async () => {
    const { make, refer } = openStage();
    refer("aws:s3/bucket:Bucket", "mine", { bucket: "mine" });
    const made = await make("awsx:cloudtrail:Trail", "audit", { s3Bucket: { existing: { arn: "arn:aws:s3:::mine" } } });
    expect(made.names).toEqual(["BucketPolicy audit", "Trail audit"]);
    expect(made.child("Trail").inputs).toMatchObject({ s3BucketName: "mine" });
    await expect(make("awsx:cloudtrail:Trail", "both", { s3Bucket: { existing: {}, args: {} } })).rejects.toThrow(
      "Can't define bucket args",
    );
  });
});

describe("a component that cannot be rehearsed", () => {
  it.each([
    ["awsx:ecr:Image", "builds or pushes an image with Docker"],
    ["awsx:ecr:RegistryImage", "builds or pushes an image with Docker"],
    ["eks:index:Cluster", "the components that can are awsx:cloudtrail:Trail, awsx:ec2:DefaultVpc, awsx:ec2:Vpc"],
  ])("%s says why", async (type, words) => {
    await expect(openStage().make(type, "one", {})).rejects.toThrow(words);
  });
});
