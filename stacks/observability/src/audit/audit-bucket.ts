import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { onlyTls } from "@strata/iam";
import type { Environment } from "@strata/shared-config";
import type { Statement } from "./audit-plan.ts";

export interface AuditBucketArgs {
  readonly bucketName: pulumi.Input<string>;
  readonly audit: Environment["observability"]["audit"];
  /** What the service that writes into the bucket is allowed. */
  readonly allow: (bucketArn: string) => pulumi.Input<Statement[]>;
}

/** Days until S3 drops the parts of an upload that nobody finished. */
const UNFINISHED_DAYS = 7;

/** A private, encrypted bucket for audit files, which it keeps for a set time, with their earlier versions. */
export class AuditBucket extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Known once the service may write. */
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AuditBucketArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:observability:AuditBucket", name, {}, options);
    const { retentionDays, forceDestroy } = args.audit;
    const inside = { parent: this };
    const store = new aws.s3.Bucket(name, { bucket: args.bucketName, forceDestroy }, inside);
    const bucket = store.id;
    const closed = new aws.s3.BucketPublicAccessBlock(
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      inside,
    );
    new aws.s3.BucketOwnershipControls(name, { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }, inside);
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      inside,
    );
    const versioning = new aws.s3.BucketVersioning(
      name,
      { bucket, versioningConfiguration: { status: "Enabled" } },
      inside,
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      {
        bucket,
        rules: [
          {
            id: "delete-old-files",
            status: "Enabled",
            filter: { prefix: "" },
            expiration: { days: retentionDays },
            noncurrentVersionExpiration: { noncurrentDays: retentionDays },
            abortIncompleteMultipartUpload: { daysAfterInitiation: UNFINISHED_DAYS },
          },
        ],
      },
      { parent: this, dependsOn: versioning },
    );
    const policy = store.arn.apply((arn) =>
      pulumi
        .output(args.allow(arn))
        .apply((allowed) => JSON.stringify({ Version: "2012-10-17", Statement: [...allowed, onlyTls(arn)] })),
    );
    // S3 refuses two changes of a bucket's access at a time.
    const opened = new aws.s3.BucketPolicy(name, { bucket, policy }, { parent: this, dependsOn: closed });
    this.arn = store.arn;
    this.bucketName = opened.bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}
