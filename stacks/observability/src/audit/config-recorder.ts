import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT, serviceTrust } from "@strata/iam";
import { type Environment, physicalName } from "@strata/shared-config";
import { AuditBucket } from "./audit-bucket.ts";
import { auditBucketName, configStatements } from "./audit-plan.ts";

/**
 * AWS Config, recording how each resource of the region is configured. An account has one recorder in a region: switch
 * it on in one environment of an account.
 */
export class ConfigRecorder extends pulumi.ComponentResource {
  constructor(name: string, environment: Environment, options?: pulumi.ComponentResourceOptions) {
    super("strata:observability:ConfigRecorder", name, {}, options);
    const { naming, observability } = environment;
    const recorderName = `${naming.base}${naming.suffix}`;
    const inside = { parent: this };
    const { accountId } = aws.getCallerIdentityOutput({}, inside);
    const bucket = new AuditBucket(
      `${name}-bucket`,
      {
        bucketName: accountId.apply((account) => auditBucketName("config", environment, account)),
        audit: observability.audit,
        allow: (bucketArn) => accountId.apply((account) => configStatements(bucketArn, account)),
      },
      inside,
    );
    const role = new aws.iam.Role(
      name,
      {
        name: physicalName(`${naming.base}-config${naming.suffix}`, ROLE_NAME_LIMIT),
        assumeRolePolicy: pulumi.jsonStringify(
          accountId.apply((id) => serviceTrust("config.amazonaws.com", { accountId: id })),
        ),
      },
      inside,
    );
    const reads = new aws.iam.RolePolicyAttachment(
      `${name}-reads`,
      { role: role.name, policyArn: "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole" },
      inside,
    );
    const writes = new aws.iam.RolePolicy(
      `${name}-writes`,
      {
        role: role.name,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "s3:PutObject",
              Resource: pulumi.interpolate`${bucket.arn}/AWSLogs/${accountId}/Config/*`,
            },
            { Effect: "Allow", Action: ["s3:GetBucketAcl", "s3:ListBucket"], Resource: bucket.arn },
          ],
        }),
      },
      inside,
    );
    const recorder = new aws.cfg.Recorder(
      name,
      {
        name: recorderName,
        roleArn: role.arn,
        // IAM and other global types would be recorded again in each region that does so.
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: false },
      },
      { parent: this, dependsOn: [reads, writes] },
    );
    const channel = new aws.cfg.DeliveryChannel(
      name,
      { name: recorderName, s3BucketName: bucket.bucketName },
      { parent: this, dependsOn: recorder },
    );
    // A recorder starts once it has a channel, and must stop before either of them goes.
    new aws.cfg.RecorderStatus(name, { name: recorder.name, isEnabled: true }, { parent: this, dependsOn: channel });
    this.registerOutputs();
  }
}
