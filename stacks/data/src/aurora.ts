import * as aws from "@pulumi/aws";
import { planInstances } from "./aurora-plan.ts";
import type { Database, DatabaseParts } from "./database.ts";
import { planParameters, upgradesItself } from "./postgres-plan.ts";

const ENGINE = "aurora-postgresql";

/**
 * Aurora Serverless v2 for PostgreSQL: a cluster, which holds the data and is what is protected, and its instances,
 * which hold none and come and go. Source: Amazon Aurora User Guide, "Using Aurora Serverless v2".
 */
export function makeAurora(name: string, parts: DatabaseParts): Database {
  const { postgres, parent, zones, subnetGroupName } = parts;
  const { identifier, aurora } = postgres;
  const plan = planParameters(postgres);
  const parameters = plan && new aws.rds.ClusterParameterGroup(name, plan, { parent });
  const cluster = new aws.rds.Cluster(
    name,
    {
      clusterIdentifier: identifier,
      engine: ENGINE,
      // Serverless v2 is a class of instances in a cluster of the usual mode; "serverless" would be version 1.
      engineMode: "provisioned",
      engineVersion: postgres.engineVersion,
      serverlessv2ScalingConfiguration: { minCapacity: aurora.minAcu, maxCapacity: aurora.maxAcu },
      databaseName: postgres.database,
      masterUsername: postgres.username,
      masterPassword: parts.password,
      dbSubnetGroupName: subnetGroupName,
      vpcSecurityGroupIds: [parts.securityGroupId],
      storageEncrypted: true,
      backupRetentionPeriod: postgres.backupRetentionDays,
      copyTagsToSnapshot: true,
      deletionProtection: postgres.deletionProtection,
      skipFinalSnapshot: !postgres.finalSnapshot,
      ...(postgres.finalSnapshot ? { finalSnapshotIdentifier: `${identifier}-final` } : {}),
      ...(parameters === undefined ? {} : { dbClusterParameterGroupName: parameters.name }),
    },
    { parent, protect: postgres.deletionProtection },
  );
  const made: aws.rds.ClusterInstance[] = [];
  for (const instance of planInstances(name, postgres)) {
    const args: aws.rds.ClusterInstanceArgs = {
      identifier: instance.identifier,
      clusterIdentifier: cluster.clusterIdentifier,
      engine: ENGINE,
      instanceClass: "db.serverless",
      availabilityZone: zones.apply((all) => all[instance.position % all.length] ?? ""),
      promotionTier: instance.promotionTier,
      autoMinorVersionUpgrade: upgradesItself(postgres.engineVersion),
      dbSubnetGroupName: subnetGroupName,
      publiclyAccessible: false,
      copyTagsToSnapshot: true,
      ...parts.watched,
    };
    // The first one to exist is the writer, so the readers wait for it.
    made.push(new aws.rds.ClusterInstance(instance.name, args, { parent, dependsOn: made.slice(0, 1) }));
  }
  return {
    identifier: cluster.clusterIdentifier,
    host: cluster.endpoint,
    readerHost: cluster.readerEndpoint,
    port: cluster.port,
  };
}
