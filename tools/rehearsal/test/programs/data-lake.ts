// Clicks from a stream into a bucket, as tables that Athena asks.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const name = `${pulumi.getProject()}-${pulumi.getStack()}`.toLowerCase();
const key = new aws.kms.Key("lake", { description: "Data lake", enableKeyRotation: true });
const alias = new aws.kms.Alias("lake", { name: `alias/${name}`, targetKeyId: key.keyId });

const bucket = new aws.s3.Bucket("lake", { forceDestroy: true });
new aws.s3.BucketServerSideEncryptionConfiguration("lake", {
  bucket: bucket.id,
  rules: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
      bucketKeyEnabled: true,
    },
  ],
});
new aws.s3.BucketLifecycleConfiguration("lake", {
  bucket: bucket.id,
  rules: [
    { id: "old", status: "Enabled", filter: { prefix: "raw/" }, transitions: [{ days: 90, storageClass: "GLACIER" }] },
  ],
});

const stream = new aws.kinesis.Stream("clicks", {
  streamModeDetails: { streamMode: "ON_DEMAND" },
  encryptionType: "KMS",
  kmsKeyId: "alias/aws/kinesis",
});

const role = new aws.iam.Role("delivery", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "firehose.amazonaws.com" }),
});
const access = new aws.iam.RolePolicy("delivery", {
  role: role.name,
  policy: pulumi.all([bucket.arn, key.arn, stream.arn]).apply(([bucketArn, keyArn, streamArn]) =>
    aws.iam
      .getPolicyDocument({
        statements: [
          {
            actions: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListBucket"],
            resources: [bucketArn, `${bucketArn}/*`],
          },
          { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn] },
          {
            actions: ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream"],
            resources: [streamArn],
          },
          { sid: "Logs", effect: "Allow", actions: ["logs:PutLogEvents"], resources: ["*"] },
        ],
      })
      .then((document) => document.json),
  ),
});

const logs = new aws.cloudwatch.LogGroup("delivery", { retentionInDays: 7 });
const logStream = new aws.cloudwatch.LogStream("delivery", { logGroupName: logs.name });

const catalog = new aws.glue.CatalogDatabase("clicks", { name: "clicks" });
const table = new aws.glue.CatalogTable("clicks", {
  name: "clicks",
  databaseName: catalog.name,
  tableType: "EXTERNAL_TABLE",
  parameters: { classification: "parquet" },
  partitionKeys: [{ name: "day", type: "string" }],
  storageDescriptor: {
    location: pulumi.interpolate`s3://${bucket.bucket}/raw/`,
    inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    outputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    serDeInfo: { serializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
    columns: Object.entries({ page: "string", visitor: "string", at: "timestamp" }).map(([column, type]) => ({
      name: column,
      type,
    })),
  },
});

const delivery = new aws.kinesis.FirehoseDeliveryStream(
  "clicks",
  {
    destination: "extended_s3",
    kinesisSourceConfiguration: { kinesisStreamArn: stream.arn, roleArn: role.arn },
    extendedS3Configuration: {
      roleArn: role.arn,
      bucketArn: bucket.arn,
      prefix: "raw/day=!{timestamp:yyyy-MM-dd}/",
      errorOutputPrefix: "failed/",
      bufferingSize: 64,
      bufferingInterval: 300,
      kmsKeyArn: key.arn,
      cloudwatchLoggingOptions: { enabled: true, logGroupName: logs.name, logStreamName: logStream.name },
    },
  },
  { dependsOn: [access] },
);

const results = new aws.s3.Bucket("results", { forceDestroy: true });
const workgroup = new aws.athena.Workgroup("analysts", {
  forceDestroy: true,
  configuration: {
    enforceWorkgroupConfiguration: true,
    resultConfiguration: {
      outputLocation: pulumi.interpolate`s3://${results.bucket}/`,
      encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key.arn },
    },
  },
});
const query = new aws.athena.NamedQuery("top-pages", {
  workgroup: workgroup.id,
  database: catalog.name,
  query: "SELECT page, count(*) FROM clicks GROUP BY page ORDER BY 2 DESC LIMIT 10",
});

const crawlerRole = new aws.iam.Role("crawler", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "glue.amazonaws.com" }),
  managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"],
});
const crawler = new aws.glue.Crawler("clicks", {
  databaseName: catalog.name,
  role: crawlerRole.arn,
  s3Targets: [{ path: pulumi.interpolate`s3://${bucket.bucket}/raw/` }],
  schedule: "cron(0 4 * * ? *)",
});

export const keyArn = key.arn;
export const aliasArn = alias.arn;
export const aliasKey = alias.targetKeyArn;
export const streamArn = stream.arn;
export const deliveryArn = delivery.arn;
export const deliveryName = delivery.name;
export const databaseId = catalog.id;
export const databaseArn = catalog.arn;
export const tableArn = table.arn;
export const tableId = table.id;
export const workgroupArn = workgroup.arn;
export const queryId = query.id;
export const crawlerArn = crawler.arn;
export const logStreamArn = logStream.arn;
