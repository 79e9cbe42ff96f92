import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Environment } from "@strata/shared-config";

export interface RedisArgs {
  readonly redis: Environment["data"]["redis"];
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
}

/** What a cache of either kind gives. */
interface Cache {
  readonly identifier: pulumi.Output<string>;
  readonly host: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
}

/** Port of Redis. Source: Amazon ElastiCache User Guide, default port. */
const PORT = 6379;

/** ElastiCache for Redis in private subnets: one node, or a replication group with failover, TLS and a token. */
export class Redis extends pulumi.ComponentResource {
  readonly identifier: pulumi.Output<string>;
  /** Address of the node, or of the primary, without port. */
  readonly host: pulumi.Output<string>;
  readonly port = PORT;
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: RedisArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:data:Redis", name, {}, options);
    const { identifier } = args.redis;
    const subnets = new aws.elasticache.SubnetGroup(
      name,
      { name: identifier, subnetIds: args.subnetIds },
      { parent: this },
    );
    const cache =
      args.redis.mode === "replicationGroup"
        ? replicationGroup(name, args, subnets, this)
        : node(name, args, subnets, this);
    this.identifier = cache.identifier;
    this.host = cache.host;
    this.url = cache.url;
    this.registerOutputs({ identifier: this.identifier });
  }
}

function node(
  name: string,
  { redis, securityGroupId }: RedisArgs,
  subnets: aws.elasticache.SubnetGroup,
  parent: Redis,
): Cache {
  const cluster = new aws.elasticache.Cluster(
    name,
    {
      clusterId: redis.identifier,
      engine: "redis",
      engineVersion: redis.engineVersion,
      nodeType: redis.nodeType,
      numCacheNodes: 1,
      port: PORT,
      subnetGroupName: subnets.name,
      securityGroupIds: [securityGroupId],
      snapshotRetentionLimit: redis.snapshotRetentionDays,
    },
    { parent },
  );
  const host = cluster.cacheNodes.apply(([first]) => first?.address ?? "");
  return { identifier: cluster.clusterId, host, url: pulumi.interpolate`redis://${host}:${PORT}` };
}

function replicationGroup(
  name: string,
  { redis, securityGroupId }: RedisArgs,
  subnets: aws.elasticache.SubnetGroup,
  parent: Redis,
): Cache {
  const token = new random.RandomPassword(`${name}-token`, { length: 64, special: false }, { parent });
  const group = new aws.elasticache.ReplicationGroup(
    name,
    {
      replicationGroupId: redis.identifier,
      description: `${redis.identifier}: messages and cache of the services`,
      engine: "redis",
      engineVersion: redis.engineVersion,
      nodeType: redis.nodeType,
      numCacheClusters: redis.nodes,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      authToken: token.result,
      port: PORT,
      subnetGroupName: subnets.name,
      securityGroupIds: [securityGroupId],
      snapshotRetentionLimit: redis.snapshotRetentionDays,
    },
    { parent },
  );
  const host = group.primaryEndpointAddress;
  return {
    identifier: group.replicationGroupId,
    host,
    url: pulumi.interpolate`rediss://:${token.result}@${host}:${PORT}`,
  };
}
