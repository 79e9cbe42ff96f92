import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT, serviceTrust } from "@strata/iam";
import { type Environment, physicalName } from "@strata/shared-config";

export interface FlowLogsArgs {
  readonly environment: Environment;
  readonly vpcId: pulumi.Input<string>;
}

/** The VPC's traffic in CloudWatch Logs, written by a role that may do just that. */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:network:FlowLogs", name, {}, options);
    const { network, naming } = args.environment;
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const group = new aws.cloudwatch.LogGroup(
      name,
      { name: `/aws/vpc/${naming.base}${naming.suffix}/flow-logs`, retentionInDays: network.flowLogs.retentionDays },
      { parent: this },
    );
    const role = new aws.iam.Role(
      name,
      {
        name: physicalName(`${naming.base}-flow-logs${naming.suffix}`, ROLE_NAME_LIMIT),
        assumeRolePolicy: pulumi.jsonStringify(
          accountId.apply((id) => serviceTrust("vpc-flow-logs.amazonaws.com", { accountId: id })),
        ),
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      name,
      {
        role: role.name,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
              Resource: [group.arn, pulumi.interpolate`${group.arn}:*`],
            },
          ],
        }),
      },
      { parent: this },
    );
    new aws.ec2.FlowLog(
      name,
      {
        vpcId: args.vpcId,
        trafficType: network.flowLogs.traffic,
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
      },
      { parent: this, dependsOn: policy },
    );
    this.registerOutputs();
  }
}
