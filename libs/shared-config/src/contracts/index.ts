import { z } from "zod";
import type { LayerName } from "../layers.ts";

const id = (prefix: string) => z.string().startsWith(`${prefix}-`);
const arn = z.string().startsWith("arn:");
const byKey = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);

/** What network promises. Zones and subnets stand in the same order. */
const network = z.object({
  vpcId: id("vpc"),
  vpcCidr: z.cidrv4(),
  zones: z.array(z.string()).min(2),
  publicSubnetIds: z.array(id("subnet")).min(2),
  privateSubnetIds: z.array(id("subnet")).min(2),
  /** The group that all services share; absent where each has its own. */
  serviceSecurityGroupId: id("sg").optional(),
  /** By key of the environment's services; the same for all of them where they share one. */
  serviceSecurityGroupIds: byKey(id("sg")),
  loadBalancerSecurityGroupId: id("sg").optional(),
  databaseSecurityGroupId: id("sg").optional(),
  cacheSecurityGroupId: id("sg").optional(),
});

/** What data promises. Absent where the environment has no such store. */
const data = z.object({
  databaseIdentifier: z.string().optional(),
  /** Address without port. */
  databaseEndpoint: z.string().optional(),
  databasePort: z.int().optional(),
  databaseName: z.string().optional(),
  /** Address of the readers of a cluster, without port. */
  databaseReaderEndpoint: z.string().optional(),
  cacheIdentifier: z.string().optional(),
  /** Address without port. */
  cacheEndpoint: z.string().optional(),
  cachePort: z.int().optional(),
  /**
   * What `valueFrom` of a container's secret says, by term: `postgres.<url|host|username|password>`,
   * `redis.url`, `secret.<entry>`. An ARN, and for a part of the database's connection data in Secrets Manager the JSON
   * key behind it. An optional entry that nobody has set is not there.
   */
  secretReferences: byKey(arn),
  /** Secret; with data.publishUrls only. */
  databaseUrl: z.string().optional(),
  /** Secret; with data.publishUrls only. */
  cacheUrl: z.string().optional(),
  backupVaultArn: arn.optional(),
});

const cluster = z.object({
  ecsClusterArn: arn,
  ecsClusterName: z.string(),
  capacityProviders: z.array(z.string()),
  /** Name of the capacity provider of each pool of EC2 instances, by key of cluster.capacity.pools. */
  poolProviders: byKey(z.string()),
  executionRoleArn: arn,
  executionRoleName: z.string(),
  /** Cloud Map namespace in which services find internal ones. */
  serviceConnectNamespaceArn: arn.optional(),
  /** By key of cluster.repositories. */
  repositoryUrls: byKey(z.string()),
  loadBalancerArn: arn.optional(),
  /** `app/<name>/<id>`: the dimension LoadBalancer of its metrics. */
  loadBalancerArnSuffix: z.string().optional(),
  loadBalancerDnsName: z.string().optional(),
  loadBalancerZoneId: z.string().optional(),
  /** The listener that serves: 443 where there is a certificate, else 80. */
  listenerArn: arn.optional(),
  /** Every listener that serves, by scheme: a service hangs a rule on each. */
  listenerArns: z.partialRecord(z.enum(["https", "http"]), arn).optional(),
  /** `https` or `http`: what the serving listener speaks. */
  listenerScheme: z.enum(["https", "http"]).optional(),
  /** Hosted zone of Route 53 that was made for dns.zone, and where the registrar has to point. */
  zoneId: z.string().optional(),
  nameServers: z.array(z.string()).optional(),
});

/** What services promises, by key of the environment's services. */
const services = z.object({
  serviceNames: byKey(z.string()),
  serviceArns: byKey(arn),
  /** What each is to run; after a deployment that failed ECS may have gone back to another. */
  taskDefinitionArns: byKey(arn).optional(),
  logGroupNames: byKey(z.string()),
  targetGroupArns: byKey(arn),
  /** `targetgroup/<name>/<id>`: the dimension TargetGroup of its metrics. */
  targetGroupArnSuffixes: byKey(z.string()),
  /** Addresses behind the load balancer; a service with the task's own public address has none that lasts. */
  urls: byKey(z.url()),
  /** Addresses of internal services, for other services. */
  internalUrls: byKey(z.url()),
  /** Whether each service of the environment's files is deployed. */
  deployed: byKey(z.boolean()),
  /** What RunTask needs for the migration. */
  migration: z
    .strictObject({
      taskDefinitionArn: arn,
      clusterArn: arn,
      container: z.string(),
      command: z.array(z.string()),
      subnetIds: z.array(id("subnet")),
      securityGroupIds: z.array(id("sg")),
      assignPublicIp: z.boolean(),
      /** What the task runs on: FARGATE, or the provider of the service's pool. */
      capacityProvider: z.string().optional(),
    })
    .optional(),
});

const edge = z.object({
  /** Addresses that the public uses, the first one being the main one; empty where there is no lasting one. */
  publicUrls: z.array(z.url()),
  webAclArn: arn.optional(),
  distributionDomain: z.string().optional(),
  zoneId: z.string().optional(),
  nameServers: z.array(z.string()).optional(),
});

const observability = z.object({
  dashboardName: z.string(),
  dashboardUrl: z.url(),
  alarmTopicArn: arn,
  /** Names of all alarms, sorted. */
  alarmNames: z.array(z.string()),
});

/** The outputs that each layer promises; producer and consumer both use this. */
export const CONTRACTS = { network, data, cluster, services, edge, observability } satisfies Record<
  LayerName,
  z.ZodObject
>;

/** What a layer promises, as plain values. */
export type Contract<Name extends LayerName> = z.output<(typeof CONTRACTS)[Name]>;
