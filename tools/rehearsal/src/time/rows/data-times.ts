/* Stores. For "apply logs" see network-times.ts. */
import { row, type TimeRow } from "../time.ts";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const MEMBER = "aws:rds/clusterInstance:ClusterInstance";
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const CACHE = "aws:elasticache/cluster:Cluster";

/** Databases, caches, queues and buckets. */
export const dataTimes: readonly TimeRow[] = [
  row(
    INSTANCE,
    "create",
    [480, 720, 1020],
    "estimated",
    "the slower half of 9 apply logs (8 to 17 min): the first backup, then the standby",
    ["multiAz", true],
  ),
  row(
    INSTANCE,
    "create",
    [315, 420, 842],
    "reported",
    "9 apply logs: 315 to 1026 s, half of them under 8 min; the provider waits 40 min at most",
  ),
  row(INSTANCE, "update", [60, 180, 1200], "estimated", "a new class restarts it; the provider waits 80 min at most"),
  row(INSTANCE, "delete", [180, 285, 600], "reported", "1 destroy log: 285 s; longer with a last snapshot"),
  row(CLUSTER, "create", [40, 45, 90], "reported", "1 apply log: 43 s"),
  row(CLUSTER, "update", [30, 60, 300], "estimated", "the provider waits 120 min at most"),
  row(CLUSTER, "delete", [60, 120, 300], "estimated", "with a last snapshot; the provider waits 120 min at most"),
  row(
    MEMBER,
    "create",
    [330, 400, 780],
    "reported",
    "1 apply log: 381 s; single instances of RDS take as long; the provider waits 90 min at most",
  ),
  row(MEMBER, "update", [60, 240, 900], "estimated", "a new class restarts it"),
  row(
    MEMBER,
    "delete",
    [240, 480, 780],
    "estimated",
    "a published log shows one still going after 580 s; the provider waits 90 min at most",
  ),
  row(
    "aws:rds/subnetGroup:SubnetGroup",
    "create",
    [1, 2, 5],
    "reported",
    "apply log, turbot/steampipe-plugin-aws#906: 2 s",
  ),
  row("aws:rds/parameterGroup:ParameterGroup", "create", [2, 3, 10], "estimated", "parameters go in groups of 20"),
  row("aws:rds/clusterParameterGroup:ClusterParameterGroup", "create", [2, 3, 10], "estimated", "as a parameter group"),
  row("aws:rds/proxy:Proxy", "create", [300, 600, 1200], "estimated", "the provider waits 30 min at most"),
  row(
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    "create",
    [300, 900, 2700],
    "estimated",
    "waits until a first copy is in the other region; the provider waits 75 min at most",
  ),
  row(GROUP, "create", [358, 420, 555], "reported", "4 apply logs: 358 to 555 s; the provider waits 60 min at most"),
  row(GROUP, "update", [60, 600, 1800], "estimated", "a new class or version moves the nodes one by one"),
  row(GROUP, "delete", [120, 300, 600], "estimated", "the provider waits 45 min at most"),
  row(
    CACHE,
    "create",
    [222, 317, 395],
    "reported",
    "3 apply logs and a test of hashicorp/terraform#8275: 222 to 395 s",
  ),
  row(CACHE, "update", [60, 300, 1200], "estimated", "a new class moves the node"),
  row(CACHE, "delete", [60, 180, 400], "estimated", "waits until gone"),
  row(
    "aws:elasticache/subnetGroup:SubnetGroup",
    "create",
    [1, 2, 8],
    "reported",
    "apply logs, turbot/steampipe-plugin-aws#184 and #246: 2 and 8 s",
  ),
  row(
    "aws:elasticache/parameterGroup:ParameterGroup",
    "create",
    [2, 4, 15],
    "estimated",
    "parameters go in groups of 20",
  ),
  row(
    "aws:elasticache/serverlessCache:ServerlessCache",
    "create",
    [60, 120, 300],
    "estimated",
    "waits until available",
  ),
  row("aws:memorydb/cluster:Cluster", "create", [480, 720, 1200], "estimated", "waits until available"),
  row("aws:docdb/clusterInstance:ClusterInstance", "create", [330, 400, 780], "estimated", "as an Aurora instance"),
  row("aws:neptune/clusterInstance:ClusterInstance", "create", [330, 500, 900], "estimated", "as an Aurora instance"),
  row("aws:redshift/cluster:Cluster", "create", [180, 300, 900], "estimated", "waits until available"),
  row("aws:opensearch/domain:Domain", "create", [600, 900, 1800], "estimated", "waits until its nodes are there"),
  row("aws:opensearch/domain:Domain", "delete", [300, 600, 1200], "estimated", "waits until gone"),
  row("aws:msk/cluster:Cluster", "create", [1000, 1395, 2100], "reported", "1 apply log: 1395 s"),
  row("aws:mq/broker:Broker", "create", [600, 900, 1500], "estimated", "waits until it runs"),
  row("aws:dynamodb/table:Table", "create", [6, 8, 15], "estimated", "waits until active"),
  row("aws:dynamodb/table:Table", "delete", [3, 6, 15], "estimated", "waits until gone"),
  row("aws:efs/mountTarget:MountTarget", "create", [80, 90, 130], "estimated", "waits for an interface in the subnet"),
  row("aws:kinesis/stream:Stream", "create", [10, 20, 40], "estimated", "waits until active"),
  row(
    "aws:sqs/queue:Queue",
    "create",
    [25, 26, 30],
    "estimated",
    "2 apply logs against LocalStack: 25 s, the provider waits until it reads all attributes back",
  ),
  row("aws:s3/bucket:Bucket", "create", [1, 2, 5], "estimated", "one call, and several to read it back"),
  row(
    "aws:secretsmanager/secretRotation:SecretRotation",
    "create",
    [1, 3, 15],
    "estimated",
    "repeated until the function may be called",
  ),
];
