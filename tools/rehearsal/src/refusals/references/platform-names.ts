import { type NameRow, row } from "./name-row.ts";

const ROLE = "aws:iam/role:Role";
const USER = "aws:iam/user:User";
const GROUP = "aws:iam/group:Group";
const ECS_CLUSTER = "aws:ecs/cluster:Cluster";
const CAPACITY = "aws:ecs/capacityProvider:CapacityProvider";
const FARGATE = { except: /^FARGATE(_SPOT)?$/, source: "ECS: `The specified capacity provider … was not found`" };
const DEFAULTS = { except: /^default[.:-]|^default$/ };

/** Names that identities, instances, containers, databases and caches say. */
export const PLATFORM_NAMES: readonly NameRow[] = [
  row(
    [
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:iam/instanceProfile:InstanceProfile",
    ],
    "role",
    ROLE,
    "role",
    "NoSuchEntity",
  ),
  row(
    [
      "aws:iam/userPolicyAttachment:UserPolicyAttachment",
      "aws:iam/userPolicy:UserPolicy",
      "aws:iam/accessKey:AccessKey",
    ],
    "user",
    USER,
    "user",
    "NoSuchEntity",
  ),
  row(
    ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "aws:iam/groupPolicy:GroupPolicy"],
    "group",
    GROUP,
    "group",
    "NoSuchEntity",
  ),
  row(
    "aws:ec2/instance:Instance",
    "iamInstanceProfile",
    "aws:iam/instanceProfile:InstanceProfile",
    "instance profile",
    "InvalidParameterValue",
    { source: "Amazon EC2: `Value (…) for parameter iamInstanceProfile.name is invalid`" },
  ),
  row("aws:ec2/instance:Instance", "keyName", ["aws:ec2/keyPair:KeyPair"], "key pair", "InvalidKeyPair.NotFound", {
    source: "Amazon EC2 API Reference, Error codes",
  }),
  row("aws:ecs/service:Service", "cluster", ECS_CLUSTER, "cluster", "ClusterNotFoundException"),
  row(
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    "clusterName",
    ECS_CLUSTER,
    "cluster",
    "ClusterNotFoundException",
  ),
  row(
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    "capacityProviders",
    CAPACITY,
    "capacity provider",
    "InvalidParameterException",
    FARGATE,
  ),
  row(
    "aws:ecs/service:Service",
    "capacityProviderStrategies.capacityProvider",
    CAPACITY,
    "capacity provider",
    "InvalidParameterException",
    FARGATE,
  ),
  row(
    "aws:ecs/service:Service",
    "taskDefinition",
    "aws:ecs/taskDefinition:TaskDefinition",
    "task definition",
    "ClientException",
    { source: "ECS: `ClientException: TaskDefinition not found.`" },
  ),
  row(
    ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:rds/clusterInstance:ClusterInstance"],
    "dbSubnetGroupName",
    "aws:rds/subnetGroup:SubnetGroup",
    "DB subnet group",
    "DBSubnetGroupNotFoundFault",
    DEFAULTS,
  ),
  row(
    "aws:rds/instance:Instance",
    "parameterGroupName",
    "aws:rds/parameterGroup:ParameterGroup",
    "DB parameter group",
    "DBParameterGroupNotFound",
    DEFAULTS,
  ),
  row(
    "aws:rds/clusterInstance:ClusterInstance",
    "dbParameterGroupName",
    "aws:rds/parameterGroup:ParameterGroup",
    "DB parameter group",
    "DBParameterGroupNotFound",
    DEFAULTS,
  ),
  row(
    "aws:rds/cluster:Cluster",
    "dbClusterParameterGroupName",
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    "DB cluster parameter group",
    "DBClusterParameterGroupNotFound",
    DEFAULTS,
  ),
  row(
    "aws:rds/instance:Instance",
    "optionGroupName",
    "aws:rds/optionGroup:OptionGroup",
    "option group",
    "OptionGroupNotFoundFault",
    DEFAULTS,
  ),
  row(
    "aws:rds/clusterInstance:ClusterInstance",
    "clusterIdentifier",
    "aws:rds/cluster:Cluster",
    "DB cluster",
    "DBClusterNotFoundFault",
  ),
  row(
    "aws:rds/instance:Instance",
    "replicateSourceDb",
    "aws:rds/instance:Instance",
    "DB instance",
    "DBInstanceNotFound",
  ),
  row(
    ["aws:elasticache/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup"],
    "subnetGroupName",
    "aws:elasticache/subnetGroup:SubnetGroup",
    "cache subnet group",
    "CacheSubnetGroupNotFoundFault",
    DEFAULTS,
  ),
  row(
    ["aws:elasticache/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup"],
    "parameterGroupName",
    "aws:elasticache/parameterGroup:ParameterGroup",
    "cache parameter group",
    "CacheParameterGroupNotFound",
    DEFAULTS,
  ),
  row(
    "aws:elasticache/cluster:Cluster",
    "replicationGroupId",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "replication group",
    "ReplicationGroupNotFoundFault",
  ),
];
