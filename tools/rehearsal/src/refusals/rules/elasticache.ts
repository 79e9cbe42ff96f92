import { text, texts } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { amount, isSet, named, others, zonesOfSubnets } from "./read.ts";
import type { Rule, Rules } from "./rule.ts";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const CLUSTER = "aws:elasticache/cluster:Cluster";
const CREATE = "Amazon ElastiCache API Reference, CreateReplicationGroup";

/** Versions that a program may ask for. Source: Amazon ElastiCache User Guide, Supported engines and versions. */
const VERSIONS: Readonly<Record<string, RegExp>> = {
  redis: /^(3\.2(\.(4|6|10))?|4\.0(\.10)?|5\.0(\.[03456])?|6\.(x|0|2)|7\.[01])$/,
  valkey: /^(7\.2|8\.[0-2]|9\.0)$/,
};

/** Families of node types. Source: Amazon ElastiCache User Guide, Supported node types. */
const NODE =
  /^cache\.(t[23]\.(micro|small|medium)|t4g\.(micro|small|medium)|(m[4-7]|m6g|m7g|r[4-7]|r6g|r6gd|r7g|c7gn)\.(large|\d*xlarge))$/;

/** Caches. */
export const elasticache: Rules = [
  row([GROUP], "failover by itself needs two nodes", "InvalidParameterCombination", ({ inputs }) =>
    inputs.automaticFailoverEnabled === true &&
    !isSet(inputs.numNodeGroups) &&
    !isSet(inputs.replicasPerNodeGroup) &&
    !isSet(inputs.globalReplicationGroupId) &&
    (amount(inputs.numCacheClusters) ?? 1) < 2
      ? "When using automatic failover, there must be at least 2 cache clusters in the replication group."
      : undefined,
  ),
  row([GROUP], "several zones need failover by itself", "InvalidParameterCombination", ({ inputs }) =>
    inputs.multiAzEnabled === true && inputs.automaticFailoverEnabled !== true
      ? "Must set automatic failover enabled to true when Multi-AZ is enabled."
      : undefined,
  ),
  row(
    [GROUP],
    "a cache in several zones has a subnet group over at least two",
    "InvalidParameterCombination",
    (attempt) => {
      const subnets = named(attempt, "aws:elasticache/subnetGroup:SubnetGroup", attempt.inputs.subnetGroupName);
      const zones = subnets && zonesOfSubnets(attempt, texts(subnets.inputs.subnetIds));
      return attempt.inputs.multiAzEnabled === true && zones && new Set(zones).size < 2
        ? `The cache subnet group ${subnets.id} does not cover at least 2 Availability Zones.`
        : undefined;
    },
  ),
  row([GROUP], "an auth token needs encryption in transit", "InvalidParameterCombination", ({ inputs }) =>
    isSet(inputs.authToken) && inputs.transitEncryptionEnabled !== true
      ? "AUTH token requires in-transit encryption to be enabled."
      : undefined,
  ),
  row(
    [GROUP],
    'an auth token has 16 to 128 printable characters without / @ " and space',
    "InvalidParameterValue",
    ({ inputs }) => {
      const token = text(inputs.authToken);
      return token === undefined || /^[!#-.0-?A-~]{16,128}$/.test(token) ? undefined : "Invalid AuthToken provided.";
    },
  ),
  row(
    [GROUP, CLUSTER],
    "a parameter group's family fits the cache's engine version",
    "InvalidParameterCombination",
    (attempt) => {
      const { inputs } = attempt;
      const family = text(
        named(attempt, "aws:elasticache/parameterGroup:ParameterGroup", inputs.parameterGroupName)?.inputs.family,
      );
      const wanted = familyOf(text(inputs.engine) ?? "redis", text(inputs.engineVersion));
      return family === undefined || wanted === undefined || family === wanted
        ? undefined
        : `Expected a parameter group of family ${wanted} but found one of family ${family}`;
    },
  ),
  row(
    [GROUP, CLUSTER],
    "a cache's engine version exists for the engine",
    "InvalidParameterCombination",
    ({ inputs }) => {
      const [engine, version] = [text(inputs.engine) ?? "redis", text(inputs.engineVersion)];
      return version === undefined || (VERSIONS[engine]?.test(version) ?? true)
        ? undefined
        : `Cannot find version ${version} for ${engine}`;
    },
  ),
  row([GROUP, CLUSTER], "a node type is one that ElastiCache has", "InvalidParameterValue", ({ inputs }) => {
    const type = text(inputs.nodeType);
    return type === undefined || NODE.test(type) ? undefined : `The node type ${type} is not supported.`;
  }),
  row(
    [GROUP, CLUSTER],
    "a cache's identifier has at most 40 (a cluster's 50) small letters, digits and hyphens, begins with a letter, and has no hyphen at its end or two in a row",
    "InvalidParameterValue",
    ({ inputs, facts }) => {
      const id = text(inputs.replicationGroupId ?? inputs.clusterId) ?? "a";
      const [most, name] = facts.token === GROUP ? [40, "ReplicationGroupIdentifier"] : [50, "CacheClusterIdentifier"];
      const good = /^(?!.*--)[a-z][a-z0-9-]*$/i.test(id) && !id.endsWith("-") && id.length <= most;
      return good || (facts.token === CLUSTER && isSet(inputs.replicationGroupId))
        ? undefined
        : `The parameter ${name} is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`;
    },
  ),
  {
    ...row(
      [GROUP],
      "a replication group's identifier is there once in a region",
      "ReplicationGroupAlreadyExists",
      (attempt) => {
        const id = text(attempt.inputs.replicationGroupId);
        return id !== undefined && others(attempt).some((one) => one.id === id)
          ? `Replication group ${id} already exists.`
          : undefined;
      },
    ),
    on: ["create"],
  },
  row([CLUSTER], "a single cluster of Redis or Valkey has one node", "InvalidParameterValue", ({ inputs }) =>
    inputs.engine !== undefined && inputs.engine !== "memcached" && (amount(inputs.numCacheNodes) ?? 1) !== 1
      ? `NumCacheNodes should be 1 if engine is ${inputs.engine}`
      : undefined,
  ),
];

function row(
  types: readonly string[],
  rule: string,
  code: string,
  broken: (attempt: Attempt) => string | undefined,
): Rule {
  return { types, rule, code, source: CREATE, broken };
}

/** Source: Amazon ElastiCache User Guide, Engine specific parameters. */
function familyOf(engine: string, version: string | undefined): string | undefined {
  const [major, minor] = version?.split(".") ?? [];
  if (major === undefined || engine === "memcached") return undefined;
  if (engine === "valkey" || Number(major) >= 7) return `${engine}${major}`;
  return major === "6" ? "redis6.x" : `redis${major}.${minor ?? 0}`;
}
