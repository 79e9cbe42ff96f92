/*
 * The bucket that holds the state: versioned, encrypted, closed to the public and to whoever comes without TLS. One that is
 * there is taken and given what it lacks; nothing that somebody has set otherwise on purpose is weakened.
 */
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { onlyTls } from "@strata/iam";
import { awsErrorName } from "../aws/aws-error.ts";
import type { Change } from "../steps/step.ts";
import type { BucketPolicy } from "./bucket-access.ts";
import { type BucketPlace, bucketTaken, type FoundBucket } from "./read-bucket.ts";
import { hasStateTags, withStateTags } from "./state-tags.ts";

/** How long a state that was replaced is kept, in days. The engine has backups and a history of its own besides. */
const OLD_VERSION_DAYS = 90;

/** What a bucket may lack, in the order in which it gets it: closed first, so that it is at no time open. */
const NEEDS = [
  ["public access block", (bucket) => bucket.closed],
  ["versioning", (bucket) => bucket.versioned],
  ["encryption", (bucket) => bucket.encrypted],
  ["TLS only", (bucket) => hasOnlyTls(bucket.policy)],
  ["end of old versions", ({ lifecycle }) => lifecycle.some((rule) => rule.NoncurrentVersionExpiration !== undefined)],
  ["tags", (bucket) => hasStateTags(bucket.tags)],
] as const satisfies readonly (readonly [string, (bucket: FoundBucket) => boolean])[];

type Need = (typeof NEEDS)[number][0];

const NEW_BUCKET: FoundBucket = {
  versioned: false,
  encrypted: false,
  closed: false,
  policy: undefined,
  lifecycle: [],
  tags: [],
};

/** What makes the bucket what it has to be. */
export function planBucket(name: string, found: FoundBucket | undefined): readonly Change[] {
  const what = `S3 bucket ${name}`;
  if (found === undefined) return [{ action: "create", what, detail: "versioned, encrypted, private, TLS only" }];
  const lacks = lacking(found);
  return lacks.length === 0 ? [{ action: "keep", what }] : [{ action: "change", what, detail: lacks.join(", ") }];
}

/** Makes the bucket, or gives it what it lacks. Throws StrataError BUCKET_TAKEN where somebody else was quicker. */
export async function applyBucket(s3: S3Client, place: BucketPlace, found: FoundBucket | undefined): Promise<void> {
  const { name } = place;
  if (found === undefined) {
    // The SDK adds the region as the place, except for us-east-1, which must not be named.
    await s3.send(new CreateBucketCommand({ Bucket: name })).catch((error: unknown) => {
      if (awsErrorName(error) === "BucketAlreadyExists") throw bucketTaken(name, error);
      if (awsErrorName(error) !== "BucketAlreadyOwnedByYou") throw error;
    });
  }
  const bucket = found ?? NEW_BUCKET;
  for (const need of lacking(bucket)) await give(s3, name, need, bucket);
}

function lacking(bucket: FoundBucket): readonly Need[] {
  return NEEDS.flatMap(([need, isMet]) => (isMet(bucket) ? [] : [need]));
}

async function give(s3: S3Client, Bucket: string, need: Need, { policy, lifecycle, tags }: FoundBucket): Promise<void> {
  switch (need) {
    case "public access block": {
      const all = {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      };
      await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: all }));
      return;
    }
    case "versioning":
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
      return;
    case "encryption": {
      const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: true } as const;
      const ServerSideEncryptionConfiguration = { Rules: [rule] };
      await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
      return;
    }
    case "TLS only": {
      const Policy = JSON.stringify(withOnlyTls(policy, `arn:aws:s3:::${Bucket}`));
      await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      return;
    }
    case "end of old versions": {
      const rule = {
        ID: "strata-old-versions",
        Status: "Enabled",
        Filter: { Prefix: "" },
        NoncurrentVersionExpiration: { NoncurrentDays: OLD_VERSION_DAYS },
      } as const;
      const LifecycleConfiguration = { Rules: [...lifecycle, rule] };
      await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
      return;
    }
    case "tags":
      await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: withStateTags(tags) } }));
  }
}

function hasOnlyTls(policy: BucketPolicy | undefined): boolean {
  return policy?.Statement.some(({ Sid }) => Sid === onlyTls("").Sid) === true;
}

/** The policy with one more statement; the others stay. */
function withOnlyTls(policy: BucketPolicy | undefined, arn: string) {
  const { Version = "2012-10-17", Statement = [] } = policy ?? {};
  return { ...policy, Version, Statement: [...Statement, onlyTls(arn)] };
}
