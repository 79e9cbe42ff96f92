import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  type LifecycleRule,
  type S3Client,
} from "@aws-sdk/client-s3";
import { StrataError } from "@strata/shared-config";
import { httpStatus, orAbsent } from "../aws/aws-error.ts";
import { type BucketPolicy, openings } from "./bucket-access.ts";
import type { Tag } from "./state-tags.ts";

/** Which bucket, and where it has to be. */
export interface BucketPlace {
  readonly name: string;
  readonly region: string;
  /** Twelve digits: whose it has to be. Empty where that is not known. */
  readonly accountId: string;
}

/** What of a bucket matters to the state. */
export interface FoundBucket {
  readonly versioned: boolean;
  readonly encrypted: boolean;
  readonly closed: boolean;
  /** Its policy; undefined where it has none. */
  readonly policy: BucketPolicy | undefined;
  readonly lifecycle: readonly LifecycleRule[];
  readonly tags: readonly Tag[];
}

/**
 * Reads a bucket.
 *
 * @returns undefined where there is none of that name
 * @throws StrataError BUCKET_TAKEN for one of another account, BUCKET_UNFIT for one in another region or open to everybody
 */
export async function readBucket(s3: S3Client, place: BucketPlace): Promise<FoundBucket | undefined> {
  const { name, region } = place;
  const Bucket = name;
  const lies = await regionOf(s3, place);
  if (lies === undefined) return undefined;
  if (lies !== region) {
    throw unfit(name, `it lies in ${lies}, and the environment in ${region}`);
  }
  const [versioning, encryption, block, policy, status, acl, lifecycle, tagging] = await Promise.all([
    s3.send(new GetBucketVersioningCommand({ Bucket })),
    orAbsent(s3.send(new GetBucketEncryptionCommand({ Bucket }))),
    orAbsent(s3.send(new GetPublicAccessBlockCommand({ Bucket }))),
    orAbsent(s3.send(new GetBucketPolicyCommand({ Bucket }))),
    orAbsent(s3.send(new GetBucketPolicyStatusCommand({ Bucket }))),
    s3.send(new GetBucketAclCommand({ Bucket })),
    orAbsent(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))),
    orAbsent(s3.send(new GetBucketTaggingCommand({ Bucket }))),
  ]);
  const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } =
    block?.PublicAccessBlockConfiguration ?? {};
  const found = {
    versioned: versioning.Status === "Enabled",
    encrypted: (encryption?.ServerSideEncryptionConfiguration?.Rules ?? []).length > 0,
    closed: [BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets].every((set) => set === true),
    policy: policy?.Policy === undefined ? undefined : JSON.parse(policy.Policy),
    lifecycle: lifecycle?.Rules ?? [],
    tags: (tagging?.TagSet ?? []).map(({ Key, Value }) => ({ Key, Value })),
  };
  const open = openings({
    policy: found.policy,
    isPublic: status?.PolicyStatus?.IsPublic === true,
    groups: (acl.Grants ?? []).flatMap(({ Grantee }) => Grantee?.URI ?? []),
    policyHeld: RestrictPublicBuckets === true,
    groupsHeld: IgnorePublicAcls === true,
  });
  if (open.length > 0) throw unfit(name, `it is open to the public: ${open.join("; ")}`);
  return found;
}

/** Where a bucket lies; undefined where there is none. */
async function regionOf(s3: S3Client, { name, region, accountId }: BucketPlace): Promise<string | undefined> {
  const owner = accountId === "" ? {} : { ExpectedBucketOwner: accountId };
  try {
    // A store other than AWS says no region; then it is the one that was asked.
    return (await s3.send(new HeadBucketCommand({ Bucket: name, ...owner }))).BucketRegion ?? region;
  } catch (error) {
    const status = httpStatus(error);
    if (status === 404) return undefined;
    if (status === 403) throw bucketTaken(name, error);
    const elsewhere = status === 301 || status === 400 ? regionIn(error) : undefined;
    if (elsewhere === undefined) throw error;
    return elsewhere;
  }
}

/** Of an answer "it is elsewhere". Source: S3 API Reference, HeadBucket, `x-amz-bucket-region`. */
function regionIn(error: unknown): string | undefined {
  const response = error instanceof Error && "$response" in error ? error.$response : undefined;
  const headers = typeof response === "object" && response !== null && "headers" in response ? response.headers : {};
  return Object(headers)["x-amz-bucket-region"];
}

/** The error for a bucket whose name somebody else has. */
export function bucketTaken(name: string, cause?: unknown): StrataError {
  return new StrataError("BUCKET_TAKEN", `the S3 bucket ${name} belongs to another account, or may not be read`, {
    hint: "choose another name (state.bucket), or credentials that may use it",
    fault: "user",
    cause,
  });
}

function unfit(name: string, why: string): StrataError {
  return new StrataError("BUCKET_UNFIT", `the S3 bucket ${name} cannot hold the state: ${why}`, {
    hint: `choose another name (state.bucket); it stays as it is. To see it: aws s3api get-bucket-policy --bucket ${name}`,
    fault: "user",
  });
}
