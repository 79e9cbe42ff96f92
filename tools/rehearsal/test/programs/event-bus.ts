// Orders as events: kept in an archive, told to two teams by way of a topic, and to a log.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const account = aws.getCallerIdentityOutput();
const bus = new aws.cloudwatch.EventBus("orders");
const archive = new aws.cloudwatch.EventArchive("orders", { eventSourceArn: bus.arn, retentionDays: 30 });

const topic = new aws.sns.Topic("orders");
new aws.sns.TopicPolicy("orders", {
  arn: topic.arn,
  policy: aws.iam.getPolicyDocumentOutput({
    policyId: "orders",
    statements: [
      {
        sid: "Events",
        actions: ["sns:Publish"],
        resources: [topic.arn],
        principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
      },
      {
        sid: "Own",
        actions: ["sns:Subscribe", "sns:GetTopicAttributes"],
        resources: [topic.arn],
        principals: [{ type: "AWS", identifiers: [account.accountId] }],
        conditions: [{ test: "StringEquals", variable: "AWS:SourceOwner", values: [account.accountId] }],
      },
    ],
  }).json,
});

const dead = new aws.sqs.Queue("undelivered", { messageRetentionSeconds: 1209600 });

class Team extends pulumi.ComponentResource {
  readonly queue: aws.sqs.Queue;
  constructor(name: string, kinds: string[], opts?: pulumi.ComponentResourceOptions) {
    super("shop:events:Team", name, {}, opts);
    this.queue = new aws.sqs.Queue(name, { kmsMasterKeyId: "alias/aws/sqs" }, { parent: this });
    const subscription = new aws.sns.TopicSubscription(
      name,
      {
        topic: topic.arn,
        protocol: "sqs",
        endpoint: this.queue.arn,
        rawMessageDelivery: true,
        filterPolicy: JSON.stringify({ kind: kinds }),
        filterPolicyScope: "MessageBody",
      },
      { parent: this },
    );
    new aws.sqs.QueuePolicy(
      name,
      {
        queueUrl: this.queue.id,
        policy: pulumi.all([this.queue.arn, topic.arn]).apply(([queueArn, topicArn]) =>
          JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "sns.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: queueArn,
                Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
              },
            ],
          }),
        ),
      },
      { parent: this, dependsOn: [subscription] },
    );
    this.registerOutputs({ queue: this.queue.url });
  }
}
const teams = [new Team("billing", ["paid", "refunded"]), new Team("shipping", ["paid"])];

const rule = new aws.cloudwatch.EventRule("orders", {
  eventBusName: bus.name,
  eventPattern: JSON.stringify({ source: ["shop.orders"], "detail-type": [{ prefix: "Order" }] }),
});
const target = new aws.cloudwatch.EventTarget("topic", {
  rule: rule.name,
  eventBusName: bus.name,
  arn: topic.arn,
  deadLetterConfig: { arn: dead.arn },
  inputTransformer: { inputPaths: { kind: "$.detail.kind" }, inputTemplate: '{"kind": <kind>}' },
});
const log = new aws.cloudwatch.LogGroup("orders", { name: "/aws/events/orders", retentionInDays: 3 });
new aws.cloudwatch.EventTarget("log", { rule: rule.name, eventBusName: bus.name, arn: log.arn });
new aws.cloudwatch.EventBusPolicy("orders", {
  eventBusName: bus.name,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Put",
        Effect: "Allow",
        Principal: { AWS: account.accountId },
        Action: "events:PutEvents",
        Resource: bus.arn,
      },
    ],
  }),
});
const tick = new aws.cloudwatch.EventRule("tick", { scheduleExpression: "rate(5 minutes)", state: "DISABLED" });

const connection = new aws.cloudwatch.EventConnection("partner", {
  authorizationType: "API_KEY",
  authParameters: { apiKey: { key: "x-key", value: pulumi.secret("abc123") } },
});
const destination = new aws.cloudwatch.EventApiDestination("partner", {
  connectionArn: connection.arn,
  httpMethod: "POST",
  invocationEndpoint: "https://partner.example.com/hook",
});

export const busArn = bus.arn;
export const archiveArn = archive.arn;
export const ruleArn = rule.arn;
export const ruleId = rule.id;
export const tickArn = tick.arn;
export const targetId = target.targetId;
export const queues = teams.map((team) => team.queue.url);
export const connectionArn = connection.arn;
export const connectionSecret = connection.secretArn;
export const destinationArn = destination.arn;
