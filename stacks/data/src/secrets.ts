import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { type Connection, databaseSecret } from "./connection.ts";
import { type RotationArgs, rotateCredentials } from "./rotation.ts";
import { putEntries, type SecretConfig } from "./secret-entries.ts";
import { databaseTerms, wantsRedis } from "./secret-plan.ts";
import { ParameterStore, type SecretStore, SecretVault } from "./secret-store.ts";

/** What clients of a database need. */
export interface DatabaseAccess {
  readonly url: pulumi.Output<string>;
  /** What the URL is made of. @default - a database elsewhere, of which only the URL is known */
  readonly connection?: pulumi.Output<Connection>;
}

export interface SecretsArgs {
  readonly environment: Environment;
  /** @default - no database */
  readonly database: DatabaseAccess | undefined;
  /** @default - no cache */
  readonly cacheUrl: pulumi.Output<string> | undefined;
  readonly config: SecretConfig;
  /** Where a function that rotates credentials runs. */
  readonly subnetIds: RotationArgs["subnetIds"];
  readonly securityGroupId: RotationArgs["securityGroupId"];
}

/** All that containers must not see in plain: connection data of the stores, and the application's own secrets. */
export class Secrets extends pulumi.ComponentResource {
  /** What `valueFrom` says, by term. */
  readonly references: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: SecretsArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:data:Secrets", name, {}, options);
    const { environment, database, cacheUrl, config } = args;
    const store =
      environment.data.secrets.store === "ssm"
        ? new ParameterStore(name, environment, { parent: this })
        : new SecretVault(name, environment, { parent: this });
    const references: Record<string, pulumi.Output<string>> = {};
    if (database !== undefined) Object.assign(references, putDatabase(store, database, args, this));
    if (cacheUrl !== undefined && wantsRedis(environment)) references["redis.url"] = store.put("redis-url", cacheUrl);
    for (const [key, reference] of Object.entries(putEntries(environment, store, config, this))) {
      references[`secret.${key}`] = reference;
    }
    this.references = references;
    this.registerOutputs();
  }
}

/** SSM keeps one parameter a term, Secrets Manager one JSON secret whose keys are the terms. */
function putDatabase(
  store: SecretStore,
  { url, connection }: DatabaseAccess,
  args: SecretsArgs,
  parent: Secrets,
): Record<string, pulumi.Output<string>> {
  const parts = { url, host: connection?.host, username: connection?.username, password: connection?.password };
  const known = databaseTerms(args.environment).flatMap((term) => {
    const value = parts[term];
    return value === undefined ? [] : [{ term, value }];
  });
  if (store instanceof ParameterStore) {
    return Object.fromEntries(
      known.map(({ term, value }) => [`postgres.${term}`, store.put(`database-${term}`, value)]),
    );
  }
  const secret = connection === undefined ? { url } : connection.apply(databaseSecret);
  const arn = store.put("database", pulumi.jsonStringify(secret));
  if (connection !== undefined) rotateCredentials(args, arn, parent);
  return Object.fromEntries(known.map(({ term }) => [`postgres.${term}`, pulumi.interpolate`${arn}:${term}::`]));
}
