import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { accessLogPolicy } from "./access-log-policy.ts";

/** Days until S3 drops the parts of an upload that nobody finished. */
const UNFINISHED_DAYS = 7;

/** The bucket that the load balancer writes a line into for each request: private, encrypted, and emptied by age. */
export class AccessLogs extends pulumi.ComponentResource {
  /** Name of the bucket; known once the load balancer may write into it. */
  readonly bucket: pulumi.Output<string>;

  constructor(
    name: string,
    args: Environment["cluster"]["loadBalancer"]["accessLogs"],
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("strata:cluster:AccessLogs", name, {}, options);
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const store = new aws.s3.Bucket(name, { bucket: args.bucket, forceDestroy: args.forceDestroy }, { parent: this });
    const bucket = store.id;
    const closed = new aws.s3.BucketPublicAccessBlock(
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      { parent: this },
    );
    new aws.s3.BucketOwnershipControls(
      name,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      { parent: this },
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      // S3's own keys: the load balancer cannot write with any other.
      { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      { parent: this },
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      {
        bucket,
        rules: [
          {
            id: "delete-old-logs",
            status: "Enabled",
            filter: { prefix: "" },
            expiration: { days: args.retentionDays },
            abortIncompleteMultipartUpload: { daysAfterInitiation: UNFINISHED_DAYS },
          },
        ],
      },
      { parent: this },
    );
    const policy = new aws.s3.BucketPolicy(
      name,
      {
        bucket,
        policy: pulumi.jsonStringify(pulumi.all([store.arn, accountId]).apply(([arn, id]) => accessLogPolicy(arn, id))),
      },
      // S3 refuses two changes of a bucket's access at a time.
      { parent: this, dependsOn: closed },
    );
    this.bucket = policy.bucket;
    this.registerOutputs({ bucket: this.bucket });
  }
}
