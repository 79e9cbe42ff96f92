import { type Environment, secretName } from "@strata/shared-config";
import type { SecretEntry } from "./find-entry.ts";
import type { SecretShelf } from "./secret-shelf.ts";
import { usersOf } from "./secret-users.ts";
import { configPath } from "./set-secret.ts";

/** An entry of the secret store without its value. */
export interface SecretRow {
  readonly entry: string;
  readonly source: SecretEntry["source"];
  /** Where its value is: a name in the store, or a key of the stack's config. */
  readonly place: string;
  readonly state: "set" | "empty" | "off";
  /** When it was last written, as ISO 8601; null where nobody knows. */
  readonly changedAt: string | null;
  /** Enabled services that read it. */
  readonly services: readonly string[];
}

/**
 * The entries of an environment, in the order of its files.
 *
 * @param config keys of the data stack's config, such as `strata:data.secrets.entries.auth-api-key.value`
 */
export async function listSecrets(
  environment: Environment,
  shelf: SecretShelf,
  config: ReadonlySet<string>,
): Promise<readonly SecretRow[]> {
  return Promise.all(
    Object.entries(environment.data.secrets.entries).map(async ([entry, terms]): Promise<SecretRow> => {
      const path = configPath(entry, terms);
      const place = path === undefined ? secretName(environment, entry) : `strata:${path}`;
      const row = { entry, source: terms.source, place, services: usersOf(environment, entry) };
      if (terms.presence === "off") return { ...row, state: "off", changedAt: null };
      if (path !== undefined) return { ...row, state: config.has(place) ? "set" : "empty", changedAt: null };
      const { filled, changedAt } = await shelf.describe(place);
      return { ...row, state: filled ? "set" : "empty", changedAt: changedAt?.toISOString() ?? null };
    }),
  );
}
