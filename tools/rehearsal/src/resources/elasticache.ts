import type { Place } from "../facts/arn.ts";
import { zonesOf } from "../facts/availability-zones.ts";
import { pick } from "../facts/hash.ts";
import { texts } from "../wire/values.ts";
import { vpcOfSubnet } from "./gateways.ts";
import { arnOf, named } from "./ids.ts";
import { input, type Made, type ResourceRules } from "./rule.ts";

/** Caches. */
export const elasticache: ResourceRules = {
  "aws:elasticache/cluster:Cluster": {
    ...named("clusterId"),
    arn: arnOf("elasticache", "cluster:"),
    outputs: (made) => {
      const engine = input(made, "engine", "redis");
      const count = Number(made.inputs.numCacheNodes ?? 1);
      const port = Number(made.inputs.port ?? portOf(engine));
      const memcached = engine === "memcached";
      const zone = zonesOf(made.place.region)[0]?.name ?? "";
      const base = `${made.id}.${endpointHash(made.place)}`;
      return {
        ...common(made),
        clusterId: made.id,
        port,
        cacheNodes: Array.from({ length: count }, (_none, index) => {
          const id = String(index + 1).padStart(4, "0");
          return {
            id,
            address: `${base}.${id}.${shortRegion(made.place.region)}.cache.amazonaws.com`,
            port,
            availabilityZone: zone,
            outpostArn: "",
          };
        }),
        clusterAddress: memcached ? `${base}.cfg.${shortRegion(made.place.region)}.cache.amazonaws.com` : "",
        configurationEndpoint: memcached
          ? `${base}.cfg.${shortRegion(made.place.region)}.cache.amazonaws.com:${port}`
          : "",
        availabilityZone: zone,
        azMode: "single-az",
        numCacheNodes: count,
        replicationGroupId: "",
        transitEncryptionEnabled: false,
      };
    },
    replaces: [
      "clusterId",
      "engine",
      "subnetGroupName",
      "port",
      "availabilityZone",
      "replicationGroupId",
      "snapshotName",
      "snapshotArns",
      "networkType",
      "transitEncryptionEnabled",
      "outpostMode",
      "preferredOutpostArn",
    ],
    // The documentation says that Memcached is made anew; Redis and Valkey change in place.
    updates: ["nodeType"],
    sets: ["securityGroupIds"],
    naming: { property: "clusterId", maxLength: 50, lowerCase: true },
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    ...named("replicationGroupId"),
    arn: arnOf("elasticache", "replicationgroup:"),
    outputs: (made) => {
      const shards = Number(made.inputs.numNodeGroups ?? 1);
      const replicas = Number(made.inputs.replicasPerNodeGroup ?? Number(made.inputs.numCacheClusters ?? 1) - 1);
      const sharded = shards > 1 || made.inputs.clusterMode === "enabled";
      return {
        ...common(made),
        ...addresses(made, sharded),
        replicationGroupId: made.id,
        securityGroupNames: [],
        clusterEnabled: sharded,
        clusterMode: sharded ? "enabled" : "disabled",
        memberClusters: members(made.id, shards, replicas, sharded),
        numCacheClusters: shards * (replicas + 1),
        numNodeGroups: shards,
        replicasPerNodeGroup: replicas,
        atRestEncryptionEnabled: false,
        transitEncryptionEnabled: false,
        transitEncryptionMode: made.inputs.transitEncryptionEnabled === true ? "required" : "",
        autoMinorVersionUpgrade: true,
        globalReplicationGroupId: "",
      };
    },
    replaces: [
      "replicationGroupId",
      "subnetGroupName",
      "port",
      "atRestEncryptionEnabled",
      "kmsKeyId",
      "networkType",
      "snapshotName",
      "snapshotArns",
      "dataTieringEnabled",
      "globalReplicationGroupId",
      "securityGroupNames",
    ],
    sets: ["securityGroupIds", "userGroupIds"],
    naming: { property: "replicationGroupId", maxLength: 40, lowerCase: true },
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    ...named(),
    arn: arnOf("elasticache", "subnetgroup:"),
    outputs: (made) => ({ name: made.id, vpcId: vpcOfSubnet(made, texts(made.inputs.subnetIds)[0] ?? "") }),
    sets: ["subnetIds"],
    naming: { property: "name", lowerCase: true },
  },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    ...named(),
    arn: arnOf("elasticache", "parametergroup:"),
    outputs: (made) => ({ name: made.id }),
    replaces: ["name", "family", "description"],
    sets: ["parameters"],
    naming: { property: "name", lowerCase: true },
  },
  "aws:elasticache/user:User": {
    ...named("userId"),
    arn: arnOf("elasticache", "user:"),
    replaces: ["userId", "userName"],
  },
  "aws:elasticache/userGroup:UserGroup": {
    ...named("userGroupId"),
    arn: arnOf("elasticache", "usergroup:"),
    replaces: ["userGroupId"],
    sets: ["userIds"],
  },
};

function common(made: Made) {
  const version = input(made, "engine", "redis") === "valkey" ? "8.1" : "7.1";
  return {
    engine: "redis",
    engineVersion: version,
    engineVersionActual: input(made, "engineVersion", version).replace(/^(\d+\.\d+)$/, "$1.0"),
    ipDiscovery: "ipv4",
    networkType: "ipv4",
    maintenanceWindow: "sun:05:00-sun:06:00",
    snapshotWindow: "03:00-04:00",
  };
}

/** Where clients connect (Amazon ElastiCache User Guide, "Finding connection endpoints"): encrypted groups have other names. */
function addresses(made: Made, sharded: boolean) {
  const [hash, region] = [endpointHash(made.place), shortRegion(made.place.region)];
  const encrypted = made.inputs.transitEncryptionEnabled === true;
  const end = `${region}.cache.amazonaws.com`;
  const host = (role: string, plain: string) =>
    encrypted ? `${role}.${made.id}.${hash}.${end}` : `${made.id}${plain}.${end}`;
  if (sharded) {
    return {
      configurationEndpointAddress: host("clustercfg", `.${hash}.clustercfg`),
      primaryEndpointAddress: "",
      readerEndpointAddress: "",
    };
  }
  return {
    configurationEndpointAddress: "",
    primaryEndpointAddress: host("master", `.${hash}.ng.0001`),
    readerEndpointAddress: host("replica", `-ro.${hash}.ng.0001`),
  };
}

function members(id: string, shards: number, replicas: number, sharded: boolean): string[] {
  const number = (value: number, length: number) => String(value).padStart(length, "0");
  return Array.from({ length: shards * (replicas + 1) }, (_none, index) => {
    const shard = Math.floor(index / (replicas + 1)) + 1;
    const node = (index % (replicas + 1)) + 1;
    return sharded ? `${id}-${number(shard, 4)}-${number(node, 3)}` : `${id}-${number(node, 3)}`;
  });
}

function portOf(engine: string): number {
  return engine === "memcached" ? 11211 : 6379;
}

/** The name of a region in cache endpoints, which is also the start of its zone ids: euc1, use1. */
function shortRegion(region: string): string {
  return zonesOf(region)[0]?.id.split("-")[0] ?? region;
}

function endpointHash(place: Place): string {
  return pick("abcdefghijklmnopqrstuvwxyz0123456789", 6, "elasticache", place.account, place.region);
}
