import { describe, expect, it } from "vitest";
import { type BucketAccess, openings } from "../src/backend/bucket-access.ts";
import type { FoundBucket } from "../src/backend/read-bucket.ts";
import { planBucket } from "../src/backend/state-bucket.ts";
import { hasStateTags, withStateTags } from "../src/backend/state-tags.ts";

const CLOSED: BucketAccess = { policy: undefined, isPublic: false, groups: [], policyHeld: false, groupsHeld: false };
const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
const allow = (Principal: unknown, Condition?: unknown) => ({
  Statement: [{ Sid: "Site", Effect: "Allow", Principal, ...(Condition === undefined ? {} : { Condition }) }],
});

describe("a bucket is open to the public", () => {
  it.each([
    ["for a policy for everybody", { policy: allow("*") }, "its policy lets everybody in (Site)"],
    ["for a policy for every AWS principal", { policy: allow({ AWS: ["*"] }) }, "its policy lets everybody in (Site)"],
    ["for a policy that AWS calls public", { isPublic: true }, "AWS calls its policy public"],
    ["for an access list with everybody", { groups: [ALL_USERS] }, "its access list has the group AllUsers"],
  ])("%s", (_, access, expected) => expect(openings({ ...CLOSED, ...access })).toEqual([expected]));

  it.each([
    ["nothing opens it", {}],
    ["its policy is for one account", { policy: allow({ AWS: "arn:aws:iam::111111111111:root" }) }],
    ["its policy has a condition", { policy: allow("*", { StringEquals: { "aws:SourceVpc": "vpc-1" } }) }],
    ["its public access block holds the policy", { policy: allow("*"), isPublic: true, policyHeld: true }],
    ["its public access block holds the access list", { groups: [ALL_USERS], groupsHeld: true }],
    ["its access list is for the delivery of logs", { groups: ["http://acs.amazonaws.com/groups/s3/LogDelivery"] }],
  ])("but not where %s", (_, access) => expect(openings({ ...CLOSED, ...access })).toEqual([]));
});

describe("the plan of the bucket", () => {
  const whole: FoundBucket = {
    versioned: true,
    encrypted: true,
    closed: true,
    policy: { Statement: [{ Sid: "OnlyTls" }] },
    lifecycle: [{ Status: "Enabled", NoncurrentVersionExpiration: { NoncurrentDays: 7 } }],
    tags: [{ Key: "strata:part", Value: "state" }],
  };

  it("PROL-096: names each of what a bucket lacks", () => {
    const bare = { ...whole, versioned: false, encrypted: false, closed: false, policy: undefined };
    expect(planBucket("acme", bare)).toEqual([
      {
        action: "change",
        what: "S3 bucket acme",
        detail: "public access block, versioning, encryption, TLS only",
      },
    ]);
  });

  it("PROL-095: keeps one that has all of it, whatever it has besides", () => {
    expect(planBucket("acme", whole)).toEqual([{ action: "keep", what: "S3 bucket acme" }]);
  });

  it("keeps the tags of others", () => {
    const tags = withStateTags([{ Key: "team", Value: "core" }]);
    expect([hasStateTags([]), hasStateTags(tags), tags[0]]).toEqual([false, true, { Key: "team", Value: "core" }]);
  });
});
