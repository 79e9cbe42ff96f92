import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import type { Layer } from "@strata/shared-config/layer";
import { generatedSecret } from "./generated-secret.ts";
import { atOrigin, presentEntries, type SecretEntry } from "./secret-plan.ts";
import type { SecretStore } from "./secret-store.ts";

/** Where the secrets come from that only an operator knows: the stack's config. */
export type SecretConfig = Pick<Layer, "secret" | "optionalSecret">;

/**
 * Puts the application's own secrets into the store.
 * @returns what a container's `valueFrom` says, by entry; an optional entry that nobody has set is not there
 * @throws StrataError SECRET_MISSING for a required one; SECRET_WOULD_CHANGE, when the engine answers, for a generated one
 *   that is described otherwise than it was made
 */
export function putEntries(
  environment: Environment,
  store: SecretStore,
  config: SecretConfig,
  parent: pulumi.Resource,
): Record<string, pulumi.Output<string>> {
  const entries = presentEntries(environment);
  // Read once each: an optional one that is absent says so in the log.
  const values = new Map(
    entries.flatMap(([key, { source, presence }]) =>
      source === "config" ? [[key, configured(config, key, presence)]] : [],
    ),
  );

  const referenceTo = (key: string, entry: SecretEntry): pulumi.Output<string> | undefined => {
    switch (entry.source) {
      case "generated":
        return store.put(key, generatedSecret(key, entry, parent));
      case "operator":
        return store.reserve(key);
      case "config":
        return putIf(store, key, values.get(key));
      case "url":
        return putIf(store, key, movedUrl(entry, values, config));
      case "existing":
        // Config keeps the ARN as a secret. It names one and is none: the task definition shows it to whoever may read that.
        return lookUp(pulumi.unsecret(config.secret(`data.secrets.entries.${key}.arn`)), parent);
    }
  };
  return Object.fromEntries(
    entries.flatMap(([key, entry]) => {
      const reference = referenceTo(key, entry);
      return reference === undefined ? [] : [[key, reference]];
    }),
  );
}

/** The ARN of a secret that somebody else made. Without the look-up a wrong one is noticed when tasks cannot start. */
function lookUp(arn: pulumi.Output<string>, parent: pulumi.Resource): pulumi.Output<string> {
  return aws.secretsmanager.getSecretOutput({ arn }, { parent }).arn;
}

function configured(config: SecretConfig, key: string, presence: SecretEntry["presence"]) {
  const path = `data.secrets.entries.${key}.value` as const;
  return presence === "optional" ? config.optionalSecret(path) : config.secret(path);
}

function putIf(store: SecretStore, key: string, value: pulumi.Output<string> | undefined) {
  return value === undefined ? undefined : store.put(key, value);
}

/** The URL of another entry at an origin of its own. Where that entry is absent, so is this, unless it is required. */
function movedUrl(
  { url, presence }: SecretEntry,
  values: ReadonlyMap<string, pulumi.Output<string> | undefined>,
  config: SecretConfig,
): pulumi.Output<string> | undefined {
  if (url === undefined) return undefined;
  const { secret, key, origin } = url;
  const source = values.get(secret) ?? (presence === "optional" ? undefined : configured(config, secret, "required"));
  return source?.apply((text) => atOrigin(key === undefined ? text : fieldOf(text, key), origin));
}

/** A field of a JSON object; that it is there was seen when the secret was read. */
function fieldOf(text: string, key: string): string {
  const fields: Readonly<Record<string, string>> = JSON.parse(text);
  return fields[key] ?? "";
}
