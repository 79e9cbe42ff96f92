/*
 * What holds data, or an identity that others know, and what becomes of it when the resource is deleted. A row says which
 * property decides. Where AWS refuses to delete what is not empty, nothing is lost, and so no row counts.
 */

/** What a resource's type loses. */
export interface LastingType {
  readonly type: string;
  /** What goes for good, and why nothing brings it back. */
  readonly loses: string;
  /** Whether these inputs let it go; a property that is not given has the provider's default. @default - always */
  readonly when?: (inputs: Readonly<Record<string, unknown>>) => boolean;
  /** Where the property, or the deed, is described. */
  readonly source: string;
}

const PULUMI = "https://www.pulumi.com/registry/packages";
const AWS = "https://docs.aws.amazon.com";

const aws = (path: string) => `${PULUMI}/aws/api-docs/${path}/`;
const isTrue = (property: string) => (inputs: Readonly<Record<string, unknown>>) => inputs[property] === true;
const isNotTrue = (property: string) => (inputs: Readonly<Record<string, unknown>>) => inputs[property] !== true;
const isNotGiven = (property: string) => (inputs: Readonly<Record<string, unknown>>) =>
  inputs[property] === undefined || inputs[property] === "";

/** Stores that are deleted with a last snapshot, unless they are told not to make one. */
const WITHOUT_SNAPSHOT = [
  "rds/cluster:Cluster",
  "docdb/cluster:Cluster",
  "neptune/cluster:Cluster",
  "redshift/cluster:Cluster",
];

const STORES: readonly LastingType[] = [
  ...WITHOUT_SNAPSHOT.map((type) => ({
    type: `aws:${type}`,
    loses: "its data: skipFinalSnapshot is true, so no snapshot is left",
    when: isTrue("skipFinalSnapshot"),
    source: aws(type.split(":")[0] ?? type),
  })),
  {
    type: "aws:rds/instance:Instance",
    loses: "its data: skipFinalSnapshot is true, so no snapshot is left",
    // A replica's data is its source's.
    when: (inputs) => inputs.skipFinalSnapshot === true && isNotGiven("replicateSourceDb")(inputs),
    source: aws("rds/instance"),
  },
  {
    type: "aws:lightsail/database:Database",
    loses: "its data: skipFinalSnapshot is true, so no snapshot is left",
    when: isTrue("skipFinalSnapshot"),
    source: aws("lightsail/database"),
  },
  ...["elasticache/replicationGroup:ReplicationGroup", "elasticache/cluster:Cluster"].map((type) => ({
    type: `aws:${type}`,
    loses: "what it holds: no finalSnapshotIdentifier is given, so no snapshot is left",
    when: isNotGiven("finalSnapshotIdentifier"),
    source: aws(type.split(":")[0] ?? type),
  })),
  {
    type: "aws:memorydb/cluster:Cluster",
    loses: "its data: no finalSnapshotName is given, so no snapshot is left",
    when: isNotGiven("finalSnapshotName"),
    source: aws("memorydb/cluster"),
  },
  {
    type: "aws:dynamodb/table:Table",
    loses: "its items: point-in-time recovery is off, so AWS keeps no backup",
    when: ({ pointInTimeRecovery }) => !JSON.stringify(pointInTimeRecovery ?? {}).includes('"enabled":true'),
    source: `${AWS}/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html`,
  },
  ...["s3/bucket:Bucket", "s3/bucketV2:BucketV2", "s3/directoryBucket:DirectoryBucket"].map((type) => ({
    type: `aws:${type}`,
    loses: "its objects: forceDestroy is true",
    when: isTrue("forceDestroy"),
    source: aws(type.split(":")[0] ?? type),
  })),
  {
    type: "aws:ebs/volume:Volume",
    loses: "its data: finalSnapshot is not true",
    when: isNotTrue("finalSnapshot"),
    source: aws("ebs/volume"),
  },
  { type: "aws:efs/fileSystem:FileSystem", loses: "its files: AWS keeps no copy", source: aws("efs/filesystem") },
  { type: "aws:lightsail/disk:Disk", loses: "its data: AWS keeps no copy", source: aws("lightsail/disk") },
  {
    type: "aws:lightsail/instance:Instance",
    loses: "its disk: AWS keeps no copy but the snapshots that were made",
    source: aws("lightsail/instance"),
  },
  {
    type: "aws:ecr/repository:Repository",
    loses: "its images: forceDelete is true",
    when: isTrue("forceDelete"),
    source: aws("ecr/repository"),
  },
  {
    type: "aws:backup/vault:Vault",
    loses: "its recovery points: forceDestroy is true",
    when: isTrue("forceDestroy"),
    source: aws("backup/vault"),
  },
  {
    type: "aws:opensearch/domain:Domain",
    loses: "its indices: the automatic snapshots go with it",
    source: `${AWS}/opensearch-service/latest/developerguide/managedomains-snapshots.html`,
  },
  { type: "aws:kinesis/stream:Stream", loses: "the records in it", source: aws("kinesis/stream") },
  { type: "aws:sqs/queue:Queue", loses: "the messages in it", source: aws("sqs/queue") },
  {
    type: "aws:cloudwatch/logGroup:LogGroup",
    loses: "its log events: skipDestroy is not true",
    when: isNotTrue("skipDestroy"),
    source: aws("cloudwatch/loggroup"),
  },
  {
    type: "cloudflare:index/workersKvNamespace:WorkersKvNamespace",
    loses: "its keys and values",
    source: `${PULUMI}/cloudflare/api-docs/workerskvnamespace/`,
  },
  {
    type: "cloudflare:index/d1Database:D1Database",
    loses: "its data",
    source: `${PULUMI}/cloudflare/api-docs/d1database/`,
  },
];

const IDENTITIES: readonly LastingType[] = [
  {
    type: "aws:secretsmanager/secret:Secret",
    loses: "its value: recoveryWindowInDays is 0, so it cannot be restored",
    when: ({ recoveryWindowInDays }) => recoveryWindowInDays === 0,
    source: aws("secretsmanager/secret"),
  },
  {
    type: "aws:kms/key:Key",
    loses:
      "all that is encrypted with it, after deletionWindowInDays (30 days if it is not given); until then: aws kms cancel-key-deletion",
    source: `${AWS}/kms/latest/developerguide/deleting-keys.html`,
  },
  { type: "aws:cognito/userPool:UserPool", loses: "its users", source: aws("cognito/userpool") },
  {
    type: "aws:iam/accessKey:AccessKey",
    loses: "the key: a new one has another id and secret",
    source: aws("iam/accesskey"),
  },
  {
    type: "aws:route53/zone:Zone",
    loses: "its name servers: a new zone has others, and the registrar must be told",
    source: `${AWS}/Route53/latest/DeveloperGuide/DeleteHostedZone.html`,
  },
  {
    type: "cloudflare:index/zone:Zone",
    loses: "every DNS record in it, also those that others made",
    source: `${PULUMI}/cloudflare/api-docs/zone/`,
  },
  {
    type: "aws:ec2/eip:Eip",
    loses: "its address: a new one has another",
    source: `${AWS}/AWSEC2/latest/UserGuide/working-with-eips.html`,
  },
  {
    type: "aws:lightsail/staticIp:StaticIp",
    loses: "its address: a new one has another",
    source: aws("lightsail/staticip"),
  },
  {
    type: "aws:acm/certificate:Certificate",
    loses: "the certificate: a new one must be validated again, and an imported key is gone",
    source: `${AWS}/acm/latest/userguide/gs-acm-delete.html`,
  },
  {
    type: "aws:cloudfront/distribution:Distribution",
    loses: "its domain name below cloudfront.net: a new one has another",
    source: aws("cloudfront/distribution"),
  },
];

/** Every type that is known to lose something for good. */
export const LASTING_TYPES: readonly LastingType[] = [...STORES, ...IDENTITIES];
