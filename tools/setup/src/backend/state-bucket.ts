/*
 * The bucket that holds the state: versioned, encrypted, closed to the public and to whoever comes without TLS. One that is
 * there is taken and given what it lacks; nothing that somebody has set otherwise on purpose is weakened.
 */
import {
  BucketLocationConstraint,
  CreateBucketCommand,
  type CreateBucketCommandInput,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { StrataError } from "@strata/shared-config";
import type { Change } from "../steps/step.ts";

/** What of a bucket matters to the state. */
export interface FoundBucket {
  readonly versioned: boolean;
  readonly encrypted: boolean;
  readonly closed: boolean;
  /** Its policy; undefined where it has none. */
  readonly policy: BucketPolicy | undefined;
}

/** A policy, as far as it is read here. */
export interface BucketPolicy {
  readonly Version?: string;
  readonly Statement: readonly { readonly Sid?: string }[];
}

const ONLY_TLS = "OnlyTls";

/**
 * Reads a bucket.
 *
 * @returns undefined where there is none of that name
 * @throws StrataError BUCKET_TAKEN for one of another account
 */
export async function readBucket(s3: S3Client, name: string): Promise<FoundBucket | undefined> {
  const Bucket = name;
  const head = await s3.send(new HeadBucketCommand({ Bucket })).then(
    () => "ours" as const,
    (error: unknown) => statusOf(error),
  );
  if (head === 404) return undefined;
  if (head === 403 || head === 301) throw taken(name);
  const [versioning, encryption, block, policy] = await Promise.all([
    s3.send(new GetBucketVersioningCommand({ Bucket })),
    orAbsent(s3.send(new GetBucketEncryptionCommand({ Bucket }))),
    orAbsent(s3.send(new GetPublicAccessBlockCommand({ Bucket }))),
    orAbsent(s3.send(new GetBucketPolicyCommand({ Bucket }))),
  ]);
  const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } =
    block?.PublicAccessBlockConfiguration ?? {};
  return {
    versioned: versioning.Status === "Enabled",
    encrypted: (encryption?.ServerSideEncryptionConfiguration?.Rules ?? []).length > 0,
    closed: [BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets].every((set) => set === true),
    policy: policy?.Policy === undefined ? undefined : JSON.parse(policy.Policy),
  };
}

/** What makes the bucket what it has to be. */
export function planBucket(name: string, found: FoundBucket | undefined): readonly Change[] {
  const what = `S3 bucket ${name}`;
  if (found === undefined) return [{ action: "create", what, detail: "versioned, encrypted, private, TLS only" }];
  const lacks = [
    ...(found.versioned ? [] : ["versioning"]),
    ...(found.encrypted ? [] : ["encryption"]),
    ...(found.closed ? [] : ["public access block"]),
    ...(hasOnlyTls(found.policy) ? [] : ["TLS only"]),
  ];
  return lacks.length === 0 ? [{ action: "keep", what }] : [{ action: "change", what, detail: lacks.join(", ") }];
}

/** Makes the bucket, or gives it what it lacks. Throws StrataError BUCKET_TAKEN where somebody else was quicker. */
export async function applyBucket(
  s3: S3Client,
  name: string,
  region: string,
  found: FoundBucket | undefined,
): Promise<void> {
  const Bucket = name;
  if (found === undefined) {
    await s3.send(new CreateBucketCommand({ Bucket, ...locationOf(region) })).catch((error: unknown) => {
      if (nameOf(error) === "BucketAlreadyExists") throw taken(name, error);
      if (nameOf(error) !== "BucketAlreadyOwnedByYou") throw error;
    });
  }
  if (found?.closed !== true) {
    await s3.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      }),
    );
  }
  if (found?.versioned !== true) {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  }
  if (found?.encrypted !== true) {
    await s3.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: true }],
        },
      }),
    );
  }
  if (!hasOnlyTls(found?.policy)) {
    const Policy = JSON.stringify(withOnlyTls(found?.policy, `arn:aws:s3:::${name}`));
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  }
}

/** us-east-1 is the one region that must not be named; it is not among the constraints either. Source: S3 API Reference, CreateBucket, LocationConstraint. */
function locationOf(region: string): Pick<CreateBucketCommandInput, "CreateBucketConfiguration"> {
  const constraint = Object.values(BucketLocationConstraint).find((known) => known === region);
  return constraint === undefined ? {} : { CreateBucketConfiguration: { LocationConstraint: constraint } };
}

function hasOnlyTls(policy: BucketPolicy | undefined): boolean {
  return policy?.Statement.some(({ Sid }) => Sid === ONLY_TLS) === true;
}

/** The policy with one more statement; the others stay. */
function withOnlyTls(policy: BucketPolicy | undefined, arn: string): BucketPolicy {
  const refuse = {
    Sid: ONLY_TLS,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return { ...policy, Version: policy?.Version ?? "2012-10-17", Statement: [...(policy?.Statement ?? []), refuse] };
}

function taken(name: string, cause?: unknown): StrataError {
  return new StrataError("BUCKET_TAKEN", `the S3 bucket ${name} belongs to another account, or may not be read`, {
    hint: "choose another name (state.bucket), or credentials that may use it",
    fault: "user",
    cause,
  });
}

/** What is not configured answers with an error of its own; any other error is one. */
async function orAbsent<Found>(call: Promise<Found>): Promise<Found | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && "$metadata" in error ? error.$metadata : undefined;
  if (typeof status === "object" && status !== null && "httpStatusCode" in status) return Number(status.httpStatusCode);
  throw error;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
