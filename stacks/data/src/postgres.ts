import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { ROLE_NAME_LIMIT, serviceTrust } from "@strata/iam";
import { type Environment, physicalName } from "@strata/shared-config";
import { parameterFamily, upgradesItself } from "./postgres-plan.ts";
import type { Connection } from "./secret-plan.ts";

export interface PostgresArgs {
  readonly environment: Environment;
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  /** The operator's password. @default - one is generated */
  readonly password: pulumi.Output<string> | undefined;
}

/** An RDS PostgreSQL instance in private subnets, encrypted, with its read replicas. */
export class Postgres extends pulumi.ComponentResource {
  readonly identifier: pulumi.Output<string>;
  /** Address without port. */
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  readonly connection: pulumi.Output<Connection>;

  constructor(name: string, args: PostgresArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:data:Postgres", name, {}, options);
    const { postgres } = args.environment.data;
    const { identifier } = postgres;
    const subnets = new aws.rds.SubnetGroup(name, { name: identifier, subnetIds: args.subnetIds }, { parent: this });
    const parameters = parameterGroup(name, postgres, this);
    const monitoring =
      postgres.monitoringIntervalSeconds > 0 ? monitoringRole(name, args.environment, this) : undefined;
    const password = args.password ?? generatedPassword(name, this);
    const watched = {
      performanceInsightsEnabled: postgres.performanceInsights,
      monitoringInterval: postgres.monitoringIntervalSeconds,
      ...(monitoring === undefined ? {} : { monitoringRoleArn: monitoring.arn }),
    };
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
        password,
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [args.securityGroupId],
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
      { parent: this, protect: postgres.deletionProtection },
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
          vpcSecurityGroupIds: [args.securityGroupId],
          skipFinalSnapshot: true,
          ...watched,
        },
        { parent: this },
      );
    }
    if (postgres.backupCopyRegion !== undefined) copyBackups(name, instance, postgres, this);

    this.identifier = instance.identifier;
    this.host = instance.address;
    this.port = instance.port;
    const { username, database } = postgres;
    this.connection = pulumi.all([this.host, this.port, password]).apply(([host, port, secret]) => ({
      host,
      port,
      username,
      database,
      password: secret,
    }));
    this.registerOutputs({ identifier: this.identifier });
  }
}

type PostgresSettings = Environment["data"]["postgres"];

function parameterGroup(
  name: string,
  postgres: PostgresSettings,
  parent: Postgres,
): aws.rds.ParameterGroup | undefined {
  const parameters = Object.entries(postgres.parameters).map(([parameter, { value, apply }]) => ({
    name: parameter,
    value,
    applyMethod: apply,
  }));
  if (parameters.length === 0) return undefined;
  const family = parameterFamily(postgres.engineVersion);
  // The family in the name: a major upgrade makes a new group beside the old one.
  return new aws.rds.ParameterGroup(name, { name: `${postgres.identifier}-${family}`, family, parameters }, { parent });
}

function monitoringRole(name: string, { naming }: Environment, parent: Postgres): aws.iam.Role {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent });
  const role = new aws.iam.Role(
    `${name}-monitoring`,
    {
      name: physicalName(`${naming.base}-rds-monitoring${naming.suffix}`, ROLE_NAME_LIMIT),
      assumeRolePolicy: pulumi.jsonStringify(
        accountId.apply((id) => serviceTrust("monitoring.rds.amazonaws.com", { accountId: id })),
      ),
    },
    { parent },
  );
  const policyArn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole";
  new aws.iam.RolePolicyAttachment(`${name}-monitoring`, { role: role.name, policyArn }, { parent });
  return role;
}

function generatedPassword(name: string, parent: Postgres): pulumi.Output<string> {
  // RDS refuses a slash, a quote, an at sign and a space; the rest of these passes through a URL once it is encoded.
  return new random.RandomPassword(name, { length: 40, overrideSpecial: "!#$%&*()-_=+[]{}<>:?" }, { parent }).result;
}

function copyBackups(name: string, instance: aws.rds.Instance, postgres: PostgresSettings, parent: Postgres): void {
  new aws.rds.InstanceAutomatedBackupsReplication(
    name,
    {
      sourceDbInstanceArn: instance.arn,
      retentionPeriod: postgres.backupRetentionDays,
      ...(postgres.backupCopyRegion === undefined ? {} : { region: postgres.backupCopyRegion }),
    },
    { parent },
  );
}
