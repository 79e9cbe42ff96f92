import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { ROLE_NAME_LIMIT, serviceTrust } from "@strata/iam";
import { type Environment, physicalName } from "@strata/shared-config";
import { makeAurora } from "./aurora.ts";
import { type Connection, databaseUrl } from "./connection.ts";
import type { Database } from "./database.ts";
import { makeInstance } from "./postgres-instance.ts";

export interface PostgresArgs {
  readonly environment: Environment;
  readonly subnetIds: pulumi.Input<string[]>;
  /** Zones of the subnets. */
  readonly zones: pulumi.Output<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  /** The operator's password. @default - one is generated */
  readonly password: pulumi.Output<string> | undefined;
}

/**
 * PostgreSQL in private subnets, encrypted: an RDS instance, or Aurora.
 *
 * With `data.postgres.deletionProtection` neither AWS nor Pulumi deletes or replaces it: a change that would is refused
 * in the preview, and so is a destroy. Where one is wanted, set `data.unprotected: true` and deploy data; then deploy the
 * change, or destroy; then take the setting back. Both at once would fail half way: AWS still protects what is replaced.
 */
export class Postgres extends pulumi.ComponentResource {
  readonly identifier: pulumi.Output<string>;
  /** Address without port, of the writer where there are several. */
  readonly host: pulumi.Output<string>;
  /** Address of the readers, without port. @default - only a cluster has one */
  readonly readerHost: pulumi.Output<string> | undefined;
  readonly port: pulumi.Output<number>;
  readonly connection: pulumi.Output<Connection>;
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: PostgresArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:data:Postgres", name, {}, options);
    const { postgres } = args.environment.data;
    const { username, database } = postgres;
    const subnets = new aws.rds.SubnetGroup(
      name,
      { name: postgres.identifier, subnetIds: args.subnetIds },
      { parent: this },
    );
    const monitoring =
      postgres.monitoringIntervalSeconds > 0 ? monitoringRole(name, args.environment, this) : undefined;
    const password = args.password ?? generatedPassword(name, this);
    const make = postgres.mode === "aurora" ? makeAurora : makeInstance;
    const made: Database = make(name, {
      postgres,
      parent: this,
      subnetGroupName: subnets.name,
      securityGroupId: args.securityGroupId,
      zones: args.zones,
      password,
      watched: {
        performanceInsightsEnabled: postgres.performanceInsights,
        monitoringInterval: postgres.monitoringIntervalSeconds,
        ...(monitoring === undefined ? {} : { monitoringRoleArn: monitoring.arn }),
      },
    });
    this.identifier = made.identifier;
    this.host = made.host;
    this.readerHost = made.readerHost;
    this.port = made.port;
    this.connection = pulumi
      .all([made.host, made.port, password])
      .apply(([host, port, secret]) => ({ host, port, username, database, password: secret }));
    this.url = pulumi.secret(this.connection.apply(databaseUrl));
    this.registerOutputs({ identifier: this.identifier });
  }
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
