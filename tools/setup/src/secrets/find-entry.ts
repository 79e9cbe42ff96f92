import { didYouMean, type Environment, optionInvalid } from "@strata/shared-config";

/** An entry of the secret store, as the environment describes it. */
export type SecretEntry = Environment["data"]["secrets"]["entries"][string];

/**
 * The entry of a name.
 * @throws StrataError OPTION_INVALID with the nearest name, or for an entry that is off
 */
export function findEntry({ name, data }: Pick<Environment, "name" | "data">, entry: string): SecretEntry {
  const { entries } = data.secrets;
  const found = entries[entry];
  if (found === undefined) {
    const known = Object.keys(entries);
    throw optionInvalid(
      `${name} has no secret ${JSON.stringify(entry)}${didYouMean(entry, known)}`,
      known.length === 0
        ? `add data.secrets.entries.${entry} to environments/${name}.yaml`
        : `strata secrets list ${name}`,
    );
  }
  if (found.presence !== "off") return found;
  throw optionInvalid(
    `${entry} is off in ${name}: no container reads it`,
    `set data.secrets.entries.${entry}.presence: required in environments/${name}.yaml`,
  );
}
