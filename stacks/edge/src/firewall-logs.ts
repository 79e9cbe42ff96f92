import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ORIGIN_HEADER } from "./firewall-rules.ts";
import { logDeliveryPolicy } from "./log-delivery.ts";

export interface FirewallLogsArgs {
  readonly webAclName: string;
  readonly webAclArn: pulumi.Input<string>;
  /** Days. */
  readonly logRetentionDays: number;
  /** Region of the web ACL, where its logs lie too. @default - the platform's region */
  readonly region: string | undefined;
}

/** Headers by which somebody who reads a log could log in, or pass for the distribution. */
const SECRET_HEADERS = ["authorization", "cookie", ORIGIN_HEADER];

/** A line in CloudWatch Logs for each request that a web ACL judged, without its secrets. */
export class FirewallLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FirewallLogsArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:edge:FirewallLogs", name, {}, options);
    const place = args.region === undefined ? {} : { region: args.region };
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const group = new aws.cloudwatch.LogGroup(
      name,
      // WAF writes to groups of this prefix only. Source: AWS WAF Developer Guide, "Sending logs to CloudWatch Logs".
      { name: `aws-waf-logs-${args.webAclName}`, retentionInDays: args.logRetentionDays, ...place },
      { parent: this },
    );
    const policy = new aws.cloudwatch.LogResourcePolicy(
      name,
      {
        policyName: group.name,
        policyDocument: logDeliveryPolicy("delivery.logs.amazonaws.com", group.arn, accountId),
        ...place,
      },
      { parent: this },
    );
    new aws.wafv2.WebAclLoggingConfiguration(
      name,
      {
        resourceArn: args.webAclArn,
        logDestinationConfigs: [group.arn],
        redactedFields: SECRET_HEADERS.map((header) => ({ singleHeader: { name: header } })),
        ...place,
      },
      { parent: this, dependsOn: policy },
    );
    this.registerOutputs();
  }
}
