import { SUBNETS, testRules } from "./rules-stage.ts";

testRules("elasticache", {
  "failover by itself needs two nodes": {
    good: { automaticFailoverEnabled: true, numCacheClusters: 2 },
    bad: { automaticFailoverEnabled: true, numCacheClusters: 1 },
  },
  "several zones need failover by itself": {
    good: { multiAzEnabled: true, automaticFailoverEnabled: true },
    bad: { multiAzEnabled: true },
  },
  "a cache in several zones has a subnet group over at least two": {
    there: [
      ...SUBNETS,
      ["aws:elasticache/subnetGroup:SubnetGroup", "two", { subnetIds: ["a", "b"] }],
      ["aws:elasticache/subnetGroup:SubnetGroup", "one", { subnetIds: ["a"] }],
    ],
    good: { multiAzEnabled: true, subnetGroupName: "two" },
    bad: { multiAzEnabled: true, subnetGroupName: "one" },
  },
  "an auth token needs encryption in transit": {
    good: { authToken: "x", transitEncryptionEnabled: true },
    bad: { authToken: "x" },
  },
  'an auth token has 16 to 128 printable characters without / @ " and space': {
    good: { authToken: "0123456789abcdef" },
    bad: { authToken: "0123456789abcde" },
  },
  "a parameter group's family fits the cache's engine version": {
    there: [["aws:elasticache/parameterGroup:ParameterGroup", "p", { family: "redis7" }]],
    good: { engine: "redis", engineVersion: "7.1", parameterGroupName: "p" },
    bad: { engine: "redis", engineVersion: "6.2", parameterGroupName: "p" },
  },
  "a cache's engine version exists for the engine": {
    good: { engine: "redis", engineVersion: "7.1" },
    bad: { engine: "redis", engineVersion: "7.2" },
  },
  "a node type is one that ElastiCache has": {
    good: { nodeType: "cache.t4g.micro" },
    bad: { nodeType: "cache.t4g.nano" },
  },
  "a cache's identifier has at most 40 (a cluster's 50) small letters, digits and hyphens, begins with a letter, and has no hyphen at its end or two in a row":
    { good: { replicationGroupId: "threa-redis" }, bad: { replicationGroupId: "threa-redis-" } },
  "a replication group's identifier is there once in a region": {
    there: [["aws:elasticache/replicationGroup:ReplicationGroup", "a", {}]],
    good: { replicationGroupId: "b" },
    bad: { replicationGroupId: "a" },
  },
  "a single cluster of Redis or Valkey has one node": {
    good: { engine: "redis", numCacheNodes: 1 },
    bad: { engine: "redis", numCacheNodes: 2 },
  },
});
