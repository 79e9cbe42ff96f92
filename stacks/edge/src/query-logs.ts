import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { logDeliveryPolicy } from "./log-delivery.ts";

export interface QueryLogsArgs {
  readonly environment: Environment;
  readonly zoneId: pulumi.Input<string>;
}

/** Route 53 writes its query logs to this region only. Source: Route 53 Developer Guide, "Public DNS query logging". */
const QUERY_LOG_REGION = "us-east-1";

/** A line in CloudWatch Logs for each query that the zone's name servers answered. */
export class QueryLogs extends pulumi.ComponentResource {
  constructor(name: string, args: QueryLogsArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:QueryLogs", name, {}, options);
    const { dns } = args.environment;
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const group = new aws.cloudwatch.LogGroup(
      name,
      { name: `/aws/route53/${dns.zone}`, retentionInDays: dns.queryLogRetentionDays, region: QUERY_LOG_REGION },
      { parent: this },
    );
    const policy = new aws.cloudwatch.LogResourcePolicy(
      name,
      {
        policyName: `route53-${dns.zone}`,
        policyDocument: logDeliveryPolicy("route53.amazonaws.com", group.arn, accountId),
        region: QUERY_LOG_REGION,
      },
      { parent: this },
    );
    const logs = { cloudwatchLogGroupArn: group.arn, zoneId: args.zoneId };
    new aws.route53.QueryLog(name, logs, { parent: this, dependsOn: policy });
    this.registerOutputs();
  }
}
