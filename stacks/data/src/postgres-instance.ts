import * as aws from "@pulumi/aws";
import type { Database, DatabaseParts } from "./database.ts";
import { planParameters, upgradesItself } from "./postgres-plan.ts";

/** An RDS instance, with its read replicas and the copy of its backups. */
export function makeInstance(name: string, parts: DatabaseParts): Database {
  const { postgres, parent, watched } = parts;
  const { identifier } = postgres;
  const plan = planParameters(postgres);
  const parameters = plan && new aws.rds.ParameterGroup(name, plan, { parent });
  const instance = new aws.rds.Instance(
    name,
    {
      identifier,
      engine: "postgres",
      engineVersion: postgres.engineVersion,
      autoMinorVersionUpgrade: upgradesItself(postgres.engineVersion),
      instanceClass: postgres.instanceClass,
      allocatedStorage: postgres.storageGb,
      storageType: postgres.storageType,
      storageEncrypted: true,
      dbName: postgres.database,
      username: postgres.username,
      password: parts.password,
      dbSubnetGroupName: parts.subnetGroupName,
      vpcSecurityGroupIds: [parts.securityGroupId],
      publiclyAccessible: false,
      multiAz: postgres.multiAz,
      backupRetentionPeriod: postgres.backupRetentionDays,
      copyTagsToSnapshot: true,
      deletionProtection: postgres.deletionProtection,
      skipFinalSnapshot: !postgres.finalSnapshot,
      ...(postgres.finalSnapshot ? { finalSnapshotIdentifier: `${identifier}-final` } : {}),
      ...(parameters === undefined ? {} : { parameterGroupName: parameters.name }),
      ...watched,
    },
    { parent, protect: postgres.deletionProtection },
  );
  for (let replica = 1; replica <= postgres.readReplicas; replica += 1) {
    new aws.rds.Instance(
      `${name}-replica-${replica}`,
      {
        identifier: `${identifier}-replica-${replica}`,
        replicateSourceDb: instance.identifier,
        instanceClass: postgres.instanceClass,
        storageEncrypted: true,
        publiclyAccessible: false,
        vpcSecurityGroupIds: [parts.securityGroupId],
        skipFinalSnapshot: true,
        ...watched,
      },
      { parent },
    );
  }
  copyBackups(name, instance, parts);
  return { identifier: instance.identifier, host: instance.address, readerHost: undefined, port: instance.port };
}

function copyBackups(name: string, instance: aws.rds.Instance, { postgres, parent }: DatabaseParts): void {
  if (postgres.backupCopyRegion === undefined) return;
  new aws.rds.InstanceAutomatedBackupsReplication(
    name,
    {
      sourceDbInstanceArn: instance.arn,
      retentionPeriod: postgres.backupRetentionDays,
      region: postgres.backupCopyRegion,
    },
    { parent },
  );
}
