import { type NameRow, row } from "./name-row.ts";
import { PLATFORM_NAMES } from "./platform-names.ts";

const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const ASG = "aws:autoscaling/group:Group";
const HTTP_API = "aws:apigatewayv2/api:Api";
const REST_API = "aws:apigateway/restApi:RestApi";
const LAMBDA = "aws:lambda/function:Function";
const EKS = "aws:eks/cluster:Cluster";

/** Every row that is checked. A type or property that is not here takes any name. */
export const NAMES: readonly NameRow[] = [
  ...PLATFORM_NAMES,
  row(
    ["aws:cloudwatch/logMetricFilter:LogMetricFilter", "aws:cloudwatch/logStream:LogStream"],
    "logGroupName",
    LOGS,
    "log group",
    "ResourceNotFoundException",
  ),
  row(
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
    "logGroup",
    LOGS,
    "log group",
    "ResourceNotFoundException",
  ),
  row("aws:route53/record:Record", "zoneId", "aws:route53/zone:Zone", "hosted zone", "NoSuchHostedZone"),
  row(
    "aws:cloudwatch/eventTarget:EventTarget",
    "rule",
    "aws:cloudwatch/eventRule:EventRule",
    "rule",
    "ResourceNotFoundException",
  ),
  row(
    [
      "aws:autoscaling/policy:Policy",
      "aws:autoscaling/attachment:Attachment",
      "aws:autoscaling/schedule:Schedule",
      "aws:autoscaling/lifecycleHook:LifecycleHook",
    ],
    "autoscalingGroupName",
    ASG,
    "Auto Scaling group",
    "ValidationError",
    { source: "Auto Scaling: `AutoScalingGroup name not found`" },
  ),
  row(
    ["aws:ecr/lifecyclePolicy:LifecyclePolicy", "aws:ecr/repositoryPolicy:RepositoryPolicy"],
    "repository",
    "aws:ecr/repository:Repository",
    "repository",
    "RepositoryNotFoundException",
  ),
  row(["aws:lambda/permission:Permission"], "function", LAMBDA, "function", "ResourceNotFoundException"),
  row(
    ["aws:lambda/eventSourceMapping:EventSourceMapping", "aws:lambda/alias:Alias"],
    "functionName",
    LAMBDA,
    "function",
    "ResourceNotFoundException",
  ),
  row(
    "aws:backup/selection:Selection",
    "planId",
    "aws:backup/plan:Plan",
    "backup plan",
    "InvalidParameterValueException",
  ),
  row(
    "aws:backup/plan:Plan",
    "rules.targetVaultName",
    "aws:backup/vault:Vault",
    "backup vault",
    "InvalidParameterValueException",
    { except: /^Default$/ },
  ),
  row(
    ["aws:apigatewayv2/route:Route", "aws:apigatewayv2/integration:Integration", "aws:apigatewayv2/stage:Stage"],
    "apiId",
    HTTP_API,
    "API",
    "NotFoundException",
  ),
  row(
    [
      "aws:apigateway/resource:Resource",
      "aws:apigateway/method:Method",
      "aws:apigateway/integration:Integration",
      "aws:apigateway/deployment:Deployment",
      "aws:apigateway/stage:Stage",
    ],
    "restApi",
    REST_API,
    "REST API",
    "NotFoundException",
  ),
  row(
    ["aws:eks/nodeGroup:NodeGroup", "aws:eks/addon:Addon", "aws:eks/fargateProfile:FargateProfile"],
    "clusterName",
    EKS,
    "cluster",
    "ResourceNotFoundException",
  ),
  row(
    [
      "aws:s3/bucketPolicy:BucketPolicy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "aws:s3/bucketVersioning:BucketVersioning",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "aws:s3/bucketLogging:BucketLogging",
      "aws:s3/bucketNotification:BucketNotification",
      "aws:s3/bucketObjectv2:BucketObjectv2",
    ],
    "bucket",
    ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
    "bucket",
    "NoSuchBucket",
    { source: "Amazon S3 API Reference, Error responses" },
  ),
];
