import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, physicalName } from "@strata/shared-config";
import { AuditBucket } from "./audit-bucket.ts";
import { auditBucketName, trailStatements } from "./audit-plan.ts";

/** Characters of a trail's name. Source: CloudTrail API Reference, CreateTrail. */
const TRAIL_NAME_LIMIT = 128;

/** The trail of the account's API calls, in the platform's region alone, so that it stays where the data has to. */
export class AuditTrail extends pulumi.ComponentResource {
  constructor(name: string, environment: Environment, options?: pulumi.ComponentResourceOptions) {
    super("strata:observability:AuditTrail", name, {}, options);
    const { aws: place, naming, tier, observability } = environment;
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const trailName = physicalName(`${naming.base}-${tier}${naming.suffix}`, TRAIL_NAME_LIMIT);
    const bucket = new AuditBucket(
      `${name}-bucket`,
      {
        bucketName: accountId.apply((account) => auditBucketName("cloudtrail", environment, account)),
        audit: observability.audit,
        allow: (bucketArn) =>
          accountId.apply((account) =>
            trailStatements(bucketArn, `arn:aws:cloudtrail:${place.region}:${account}:trail/${trailName}`, account),
          ),
      },
      { parent: this },
    );
    new aws.cloudtrail.Trail(
      name,
      {
        name: trailName,
        s3BucketName: bucket.bucketName,
        enableLogFileValidation: true,
        isMultiRegionTrail: false,
        includeGlobalServiceEvents: true,
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
