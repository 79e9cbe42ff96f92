import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, logicalName } from "@strata/shared-config";
import { planPublishers, topicPolicy } from "./topic-policy.ts";

/**
 * The topic that hears of alarms, and who is told by mail.
 *
 * It has no KMS key: SNS keeps messages on encrypted disks anyway, and CloudWatch cannot publish through the key that
 * AWS manages (alias/aws/sns), whose policy does not admit it and cannot be changed. A key of one's own could, for
 * a dollar a month. Source: AWS re:Post, "CloudWatch alarms with an encrypted SNS topic"; Security Hub, SNS.1.
 */
export class AlarmTopic extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, environment: Environment, options?: pulumi.ComponentResourceOptions) {
    super("strata:observability:AlarmTopic", name, {}, options);
    const { aws: place, naming, observability } = environment;
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const topic = new aws.sns.Topic(name, { name: `${naming.base}-alarms${naming.suffix}` }, { parent: this });
    const policy = new aws.sns.TopicPolicy(
      name,
      {
        arn: topic.arn,
        policy: pulumi
          .all([topic.arn, accountId])
          .apply(([topicArn, account]) =>
            JSON.stringify(topicPolicy(topicArn, account, planPublishers(observability, place.region, account))),
          ),
      },
      { parent: this },
    );
    for (const email of observability.emails) {
      new aws.sns.TopicSubscription(
        logicalName(email),
        { topic: topic.arn, protocol: "email", endpoint: email },
        { parent: this },
      );
    }
    // Whoever uses the topic waits until they may publish to it.
    this.arn = pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}
