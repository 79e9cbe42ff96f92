import { expect, test } from "vitest";
import { accessLogPolicy } from "../src/access-log-policy.ts";

const BUCKET = "arn:aws:s3:::happyrobot-fde-alb-access-logs-dev";
const policy = accessLogPolicy(BUCKET, "123456789012");

test("lets load balancers write below their account's own path and nowhere else (HAPPY-048)", () => {
  expect(policy.Statement).toContainEqual({
    Sid: "LoadBalancersWriteLogs",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `${BUCKET}/AWSLogs/123456789012/*`,
  });
});

test("refuses whoever comes without TLS, for the bucket and for what is in it", () => {
  expect(policy.Statement).toContainEqual(
    expect.objectContaining({
      Effect: "Deny",
      Principal: "*",
      Resource: [BUCKET, `${BUCKET}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  );
});
