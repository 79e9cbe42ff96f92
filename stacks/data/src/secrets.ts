import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Environment } from "@strata/shared-config";
import type { Postgres } from "./postgres.ts";
import type { Redis } from "./redis.ts";
import { rotateCredentials } from "./rotation.ts";
import { databaseSecret, databaseTerms, databaseUrl, wantsRedis } from "./secret-plan.ts";
import { ParameterStore, type SecretStore, SecretVault } from "./secret-store.ts";

export interface SecretsArgs {
  readonly environment: Environment;
  readonly postgres: Postgres | undefined;
  readonly redis: Redis | undefined;
  /** Where a function that rotates credentials runs. */
  readonly subnetIds: pulumi.Output<string[]>;
  readonly securityGroupId: pulumi.Output<string>;
}

/** All that containers must not see in plain: connection data of the stores, and the application's own secrets. */
export class Secrets extends pulumi.ComponentResource {
  /** What `valueFrom` says, by term. */
  readonly references: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: SecretsArgs, options?: pulumi.ComponentResourceOptions) {
    super("strata:data:Secrets", name, {}, options);
    const { environment, redis } = args;
    const { store, entries } = environment.data.secrets;
    const own =
      store === "ssm"
        ? new ParameterStore(name, environment, { parent: this })
        : new SecretVault(name, environment, { parent: this });
    const references: Record<string, pulumi.Output<string>> = {};
    Object.assign(references, args.postgres === undefined ? {} : putDatabase(own, args.postgres, args, this));
    if (redis !== undefined && wantsRedis(environment)) references["redis.url"] = own.put("redis-url", redis.url);
    for (const [key, { source, length }] of Object.entries(entries)) {
      const generated = () => new random.RandomPassword(key, { length, special: false }, { parent: this }).result;
      references[`secret.${key}`] = source === "generated" ? own.put(key, generated()) : own.reserve(key);
    }
    this.references = references;
    this.registerOutputs();
  }
}

/** SSM keeps one parameter a term, Secrets Manager one JSON secret whose keys are the terms. */
function putDatabase(
  store: SecretStore,
  postgres: Postgres,
  args: SecretsArgs,
  parent: Secrets,
): Record<string, pulumi.Output<string>> {
  const terms = databaseTerms(args.environment);
  const { connection } = postgres;
  if (store instanceof ParameterStore) {
    return Object.fromEntries(
      terms.map((term) => {
        const value = connection.apply((data) => (term === "url" ? databaseUrl(data) : data[term]));
        return [`postgres.${term}`, store.put(`database-${term}`, value)];
      }),
    );
  }
  const arn = store.put("database", pulumi.jsonStringify(connection.apply(databaseSecret)));
  rotateCredentials(args, arn, parent);
  return Object.fromEntries(terms.map((term) => [`postgres.${term}`, pulumi.interpolate`${arn}:${term}::`]));
}
