import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { planCacheParameters, type RedisSettings } from "./redis-plan.ts";

export interface RedisArgs {
  readonly redis: RedisSettings;
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
}

/** What is the same for a node and for a replication group. */
type Settings = Pick<
  aws.elasticache.ClusterArgs,
  | "engine"
  | "engineVersion"
  | "nodeType"
  | "port"
  | "subnetGroupName"
  | "securityGroupIds"
  | "snapshotRetentionLimit"
  | "parameterGroupName"
  | "finalSnapshotIdentifier"
>;

/** What a cache of either kind gives. */
interface Cache {
  readonly identifier: pulumi.Output<string>;
  readonly host: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
}

/** Port of Redis. Source: Amazon ElastiCache User Guide, default port. */
const PORT = 6379;

/**
 * ElastiCache for Redis in private subnets: one node, or a replication group with failover, TLS and a token.
 *
 * ElastiCache itself knows no deletion protection. With `data.redis.deletionProtection` Pulumi refuses to delete or
 * replace it; where that is wanted, set `data.unprotected: true` and deploy data first, as with Postgres.
 */
export class Redis extends pulumi.ComponentResource {
  readonly identifier: pulumi.Output<string>;
  /** Address of the node, or of the primary, without port. */
  readonly host: pulumi.Output<string>;
  readonly port = PORT;
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: RedisArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:data:Redis", name, {}, options);
    const { redis, subnetIds } = args;
    const subnets = new aws.elasticache.SubnetGroup(name, { name: redis.identifier, subnetIds }, { parent: this });
    const plan = planCacheParameters(redis);
    const parameters = plan && new aws.elasticache.ParameterGroup(name, plan, { parent: this });
    const settings: Settings = {
      engine: "redis",
      engineVersion: redis.engineVersion,
      nodeType: redis.nodeType,
      port: PORT,
      subnetGroupName: subnets.name,
      securityGroupIds: [args.securityGroupId],
      snapshotRetentionLimit: redis.snapshotRetentionDays,
      ...(parameters === undefined ? {} : { parameterGroupName: parameters.name }),
      ...(redis.finalSnapshot ? { finalSnapshotIdentifier: `${redis.identifier}-final` } : {}),
    };
    const make = redis.mode === "replicationGroup" ? makeGroup : makeNode;
    const cache = make(name, redis, settings, { parent: this, protect: redis.deletionProtection });
    this.identifier = cache.identifier;
    this.host = cache.host;
    this.url = pulumi.secret(cache.url);
    this.registerOutputs({ identifier: this.identifier });
  }
}

function makeNode(
  name: string,
  { identifier }: RedisSettings,
  settings: Settings,
  options: pulumi.CustomResourceOptions,
): Cache {
  const cluster = new aws.elasticache.Cluster(name, { clusterId: identifier, numCacheNodes: 1, ...settings }, options);
  const host = cluster.cacheNodes.apply(([first]) => first?.address ?? "");
  return { identifier: cluster.clusterId, host, url: pulumi.interpolate`redis://${host}:${PORT}` };
}

function makeGroup(
  name: string,
  redis: RedisSettings,
  settings: Settings,
  options: pulumi.CustomResourceOptions & { readonly parent: Redis },
): Cache {
  // ElastiCache takes a token only together with TLS.
  const token = redis.transitEncryption
    ? new random.RandomPassword(`${name}-token`, { length: 64, special: false }, { parent: options.parent }).result
    : undefined;
  const group = new aws.elasticache.ReplicationGroup(
    name,
    {
      replicationGroupId: redis.identifier,
      description: `${redis.identifier}: messages and cache of the services`,
      numCacheClusters: redis.nodes,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: redis.transitEncryption,
      ...(token === undefined ? {} : { authToken: token }),
      ...settings,
    },
    options,
  );
  const host = group.primaryEndpointAddress;
  const url =
    token === undefined
      ? pulumi.interpolate`redis://${host}:${PORT}`
      : pulumi.interpolate`rediss://:${token}@${host}:${PORT}`;
  return { identifier: group.replicationGroupId, host, url };
}
