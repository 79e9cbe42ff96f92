import { type Environment, misfit, optionInvalid, type SecretPath, secretName, shapeOf } from "@strata/shared-config";
import type { SecretEntry } from "./find-entry.ts";
import type { SecretShelf } from "./secret-shelf.ts";

/** Sets a secret of the data stack's config, at a path below `strata:`. */
export type SetStackConfig = (path: SecretPath, value: string) => Promise<void>;

/** What became of a secret. */
export interface SecretChange {
  /** Where its value is: a name in the store, or a key of the stack's config. */
  readonly place: string;
  /** False where it had this very value. */
  readonly changed: boolean;
  /** Whether the data layer has to be deployed before containers see it. */
  readonly needsDeploy: boolean;
}

/** Where an entry's value is put; undefined for one that nobody gives a value. */
export function configPath(entry: string, { source }: SecretEntry): SecretPath | undefined {
  if (source === "config") return `data.secrets.entries.${entry}.value`;
  return source === "existing" ? `data.secrets.entries.${entry}.arn` : undefined;
}

/**
 * Gives an entry a value: in the store what only an operator knows, in the config of the data stack what that one reads.
 *
 * @throws StrataError OPTION_INVALID for a value that is empty or does not fit, and for one that Strata makes itself;
 *   SECRET_UNPLACED where the data layer has not made its place yet
 */
export async function setSecret(
  environment: Environment,
  entry: string,
  terms: SecretEntry,
  value: string,
  { shelf, setConfig }: { readonly shelf: SecretShelf; readonly setConfig: SetStackConfig },
): Promise<SecretChange> {
  if (value.trim() === "")
    throw optionInvalid(`the value of ${entry} is empty`, "give it one, on standard input or at the prompt");
  const path = configPath(entry, terms);
  if (path !== undefined) {
    const problem = misfit(shapeOf(environment, path), value);
    if (problem !== undefined) throw optionInvalid(`the value of ${entry} ${problem}`, "give it one that fits");
    await setConfig(path, value);
    return { place: `strata:${path}`, changed: true, needsDeploy: true };
  }
  const place = secretName(environment, entry);
  if ((await shelf.read(place)) === value) return { place, changed: false, needsDeploy: false };
  await shelf.put(place, value);
  return { place, changed: true, needsDeploy: false };
}

/** Refuses an entry that nobody gives a value. Throws StrataError OPTION_INVALID. */
export function requireSettable(
  { name }: Pick<Environment, "name">,
  entry: string,
  { source, url }: SecretEntry,
): void {
  if (source === "generated") {
    throw optionInvalid(`Strata makes the value of ${entry} itself`, `strata secrets rotate ${name} ${entry}`);
  }
  if (source !== "url") return;
  const other = url?.secret ?? "<entry>";
  throw optionInvalid(`${entry} is made of ${other}`, `strata secrets set ${name} ${other}`);
}
