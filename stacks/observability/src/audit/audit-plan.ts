import { type Environment, physicalName } from "@strata/shared-config";

/** Characters of a bucket's name. Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
const BUCKET_NAME_LIMIT = 63;

/**
 * The name of a bucket for one kind of audit files, such as `happyrobot-fde-cloudtrail-prod-111122223333`. All accounts
 * of the world share the names of buckets, so the account's id is a part of it.
 */
export function auditBucketName(
  kind: string,
  { naming, tier }: Pick<Environment, "naming" | "tier">,
  accountId: string,
): string {
  return physicalName(`${naming.base}-${kind}-${tier}${naming.suffix}-${accountId}`, BUCKET_NAME_LIMIT);
}

/** A statement of an IAM policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal: "*" | { readonly Service: string };
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Lets CloudTrail write for one trail only. Source: CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail".
 */
export function trailStatements(bucketArn: string, trailArn: string, accountId: string): Statement[] {
  return delivery("cloudtrail.amazonaws.com", {
    bucketArn,
    reads: ["s3:GetBucketAcl"],
    writes: `${bucketArn}/AWSLogs/${accountId}/*`,
    source: { "aws:SourceArn": trailArn },
  });
}

/** Lets AWS Config write for one account only. Source: AWS Config Developer Guide, "Permissions for the S3 bucket". */
export function configStatements(bucketArn: string, accountId: string): Statement[] {
  return delivery("config.amazonaws.com", {
    bucketArn,
    reads: ["s3:GetBucketAcl", "s3:ListBucket"],
    writes: `${bucketArn}/AWSLogs/${accountId}/Config/*`,
    source: { "aws:SourceAccount": accountId },
  });
}

interface Delivery {
  readonly bucketArn: string;
  readonly reads: readonly string[];
  /** Objects that may be written. */
  readonly writes: string;
  /** Condition that ties the service to us. */
  readonly source: Readonly<Record<string, string>>;
}

function delivery(service: string, { bucketArn, reads, writes, source }: Delivery): Statement[] {
  const common = { Effect: "Allow", Principal: { Service: service } } as const;
  const owned = { ...source, "s3:x-amz-acl": "bucket-owner-full-control" };
  return [
    { ...common, Sid: "Look", Action: reads, Resource: bucketArn, Condition: { StringEquals: source } },
    { ...common, Sid: "Write", Action: "s3:PutObject", Resource: writes, Condition: { StringEquals: owned } },
  ];
}
