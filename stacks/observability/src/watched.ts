import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { member, required, type Upstream, type UpstreamOutputs } from "@strata/shared-config/layer";

/** Text that the engine may still have to find out. */
export type Text = pulumi.Input<string>;

export interface WatchedService {
  /** Key of the environment's services. */
  readonly key: string;
  readonly serviceName: Text;
  readonly logGroupName: Text;
  /** Dimension TargetGroup; undefined for a service that the load balancer does not know. */
  readonly targetGroup: Text | undefined;
  /** Whether its targets are watched on their own (alarms.unhealthyTargets), so that whoever is alarmed sees them, too. */
  readonly watchesTargets: boolean;
  /** Keys of the internal services that it calls. */
  readonly calls: readonly string[];
}

export interface WatchedDatabase {
  readonly identifier: Text;
  /** Of an Aurora cluster, whose metrics are those of all its instances together. */
  readonly cluster: boolean;
}

/**
 * What there is to watch, by the names that metrics carry. Which parts are there is decided by the environment, so that
 * a preview knows it too; the names come from the layers that made them.
 */
export interface Watched {
  readonly clusterName: Text;
  /** By key. */
  readonly services: readonly WatchedService[];
  /** Undefined without one, and for one elsewhere, whose metrics are its owner's. */
  readonly database: WatchedDatabase | undefined;
  /** Dimensions CacheClusterId, one of each node; empty without a cache. */
  readonly cacheNodes: readonly Text[];
  /** Dimension LoadBalancer. */
  readonly loadBalancer: Text | undefined;
  /** Dimension WebACL of a web ACL in the platform's region. */
  readonly webAcl: Text | undefined;
  readonly publicUrls: pulumi.Input<string[]>;
}

/** What is read of the layers below. */
export interface Upstreams {
  readonly data: Pick<UpstreamOutputs<"data">, "databaseIdentifier" | "cacheIdentifier">;
  readonly cluster: Pick<UpstreamOutputs<"cluster">, "ecsClusterName" | "loadBalancerArnSuffix">;
  readonly services: Pick<UpstreamOutputs<"services">, "serviceNames" | "logGroupNames" | "targetGroupArnSuffixes"> & {
    readonly lastDeployed: Pick<Upstream<"services">["lastDeployed"], "deployed">;
  };
  readonly edge: Pick<UpstreamOutputs<"edge">, "webAclArn" | "publicUrls">;
}

/**
 * Reads what there is to watch out of the layers below. A service that stands in the environment's file and that the
 * services layer left out, for want of a secret, is not watched.
 * @throws StrataError CONTRACT_BROKEN, when a value is known, where a layer was deployed without what the environment
 *   asks of it
 */
export function watch(environment: Environment, upstreams: Upstreams): Watched {
  const { data, cluster, services, edge } = upstreams;
  const ofService = (names: pulumi.Output<Readonly<Record<string, string>>>, key: string, what: string) =>
    required(member(names, key), "services", `${what}.${key}`);

  const isLeftOut = (key: string) => services.lastDeployed.deployed[key] === false;

  const { postgres, redis } = environment.data;
  const { waf, cdn } = environment.edge;
  return {
    clusterName: cluster.ecsClusterName,
    services: Object.entries(environment.services)
      .filter(([key]) => !isLeftOut(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { exposure, alarms, calls }]) => ({
        key,
        serviceName: ofService(services.serviceNames, key, "serviceNames"),
        logGroupName: ofService(services.logGroupNames, key, "logGroupNames"),
        targetGroup:
          exposure === "loadBalancer"
            ? ofService(services.targetGroupArnSuffixes, key, "targetGroupArnSuffixes")
            : undefined,
        watchesTargets: alarms.unhealthyTargets,
        calls: Object.keys(calls).filter((callee) => !isLeftOut(callee)),
      })),
    database:
      postgres.mode === "none" || postgres.mode === "external"
        ? undefined
        : {
            identifier: required(data.databaseIdentifier, "data", "databaseIdentifier"),
            cluster: postgres.mode === "aurora",
          },
    cacheNodes:
      redis.mode === "none" ? [] : cacheNodeIds(redis, required(data.cacheIdentifier, "data", "cacheIdentifier")),
    loadBalancer: environment.cluster.loadBalancer.enabled
      ? required(cluster.loadBalancerArnSuffix, "cluster", "loadBalancerArnSuffix")
      : undefined,
    // That of a distribution has its metrics in another region.
    webAcl: waf.enabled && !cdn.enabled ? required(edge.webAclArn, "edge", "webAclArn").apply(webAclName) : undefined,
    publicUrls: edge.publicUrls,
  };
}

/**
 * The dimension that tells the database's metrics from others.
 * Source: Aurora User Guide, "Dimensions for Aurora metrics"; RDS User Guide, "Amazon RDS dimensions".
 */
export function databaseDimension({ cluster }: Pick<WatchedDatabase, "cluster">) {
  return cluster ? "DBClusterIdentifier" : "DBInstanceIdentifier";
}

/** Members of a replication group carry its id and a number from 001. Source: ElastiCache User Guide, "Host-level metrics". */
function cacheNodeIds(redis: Environment["data"]["redis"], identifier: pulumi.Output<string>): Text[] {
  if (redis.mode !== "replicationGroup") return [identifier];
  return Array.from({ length: redis.nodes }, (_, index) => {
    const number = String(index + 1).padStart(3, "0");
    return pulumi.interpolate`${identifier}-${number}`;
  });
}

/** `arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>`. Source: Service Authorization Reference, AWS WAF V2. */
function webAclName(arn: string): string {
  return arn.split("/")[2] ?? arn;
}
