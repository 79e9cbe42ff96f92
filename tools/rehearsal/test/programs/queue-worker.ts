// Jobs in a queue, a function that works on them, and alarms for those that fail.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const failed = new aws.sqs.Queue("failed", { messageRetentionSeconds: 14 * 24 * 3600 });
const jobs = new aws.sqs.Queue("jobs", {
  visibilityTimeoutSeconds: 180,
  receiveWaitTimeSeconds: 20,
  redrivePolicy: failed.arn.apply((arn) => JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 5 })),
});
new aws.sqs.RedriveAllowPolicy("failed", {
  queueUrl: failed.id,
  redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [jobs.arn] }),
});
const ordered = new aws.sqs.Queue("ordered", {
  name: "ordered.fifo",
  fifoQueue: true,
  contentBasedDeduplication: true,
});

const role = new aws.iam.Role("worker", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal(aws.iam.Principals.LambdaPrincipal),
});
const policy = new aws.iam.Policy("worker", {
  description: "Takes jobs",
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        Resource: [jobs.arn, ordered.arn],
      },
    ],
  },
});
new aws.iam.RolePolicyAttachment("worker", { role: role, policyArn: policy.arn });
new aws.iam.RolePolicyAttachment("logs", { role: role, policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole });

const layer = new aws.lambda.LayerVersion("shared", {
  layerName: "shared",
  compatibleRuntimes: ["nodejs20.x"],
  code: new pulumi.asset.AssetArchive({
    nodejs: new pulumi.asset.AssetArchive({ "shared.js": new pulumi.asset.StringAsset("exports.wait = () => {};") }),
  }),
});

const worker = new aws.lambda.Function("worker", {
  role: role.arn,
  runtime: "nodejs20.x",
  handler: "index.handler",
  timeout: 30,
  layers: [layer.arn],
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = async (event) => ({ seen: event.Records.length });"),
  }),
});

const mapping = new aws.lambda.EventSourceMapping("jobs", {
  eventSourceArn: jobs.arn,
  functionName: worker.arn,
  batchSize: 10,
  functionResponseTypes: ["ReportBatchItemFailures"],
  scalingConfig: { maximumConcurrency: 5 },
});

const alias = new aws.lambda.Alias("live", { functionName: worker.name, functionVersion: "$LATEST", name: "live" });
const functionUrl = new aws.lambda.FunctionUrl("worker", { functionName: worker.name, authorizationType: "AWS_IAM" });

const topic = new aws.sns.Topic("alarms", { displayName: "Alarms" });
new aws.sns.TopicSubscription("mail", { topic: topic.arn, protocol: "email", endpoint: "on-call@example.com" });

const alarms = [
  { queue: failed, metric: "ApproximateNumberOfMessagesVisible", threshold: 0, name: "failed-jobs" },
  { queue: jobs, metric: "ApproximateAgeOfOldestMessage", threshold: 600, name: "old-jobs" },
].map(
  ({ queue, metric, threshold, name }) =>
    new aws.cloudwatch.MetricAlarm(name, {
      namespace: "AWS/SQS",
      metricName: metric,
      dimensions: { QueueName: queue.name },
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold,
      period: 60,
      evaluationPeriods: 1,
      alarmActions: [topic.arn],
    }),
);

export const queueUrl = jobs.url;
export const queueId = jobs.id;
export const queueArn = jobs.arn;
export const fifoName = ordered.name;
export const workerArn = worker.arn;
export const mappingId = mapping.id;
export const mappingUuid = mapping.uuid;
export const mappedFunction = mapping.functionArn;
export const layerArn = layer.arn;
export const layerName = layer.layerArn;
export const aliasArn = alias.arn;
export const url = functionUrl.functionUrl;
export const alarmArns = alarms.map((alarm) => alarm.arn);
