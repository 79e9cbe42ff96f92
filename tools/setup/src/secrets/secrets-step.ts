import { readShownOutputs } from "@strata/rollout";
import { DISABLED, type Environment, loadEnvironment, StrataError, secretName } from "@strata/shared-config";
import { type ApplicationFacts, answersOf, existingOf, readFacts, statesOf } from "../application/application-facts.ts";
import { generateValue } from "../application/generate-value.ts";
import { openApplication } from "../application/open-application.ts";
import { type ReadOutputs, readDeployed } from "../application/read-sources.ts";
import { type Change, NOTHING_TO_DO, type SetupContext, type SetupStep } from "../steps/step.ts";
import { openShelf, type SecretShelf } from "./secret-shelf.ts";

/** An entry whose value only an operator knows, and what is known of it. */
export interface OperatorEntry {
  readonly entry: string;
  /** Its name in the store. */
  readonly name: string;
  readonly stored: string | undefined;
  /** From the existing file, an answer, or generated. */
  readonly given: string | undefined;
}

/**
 * Puts what only an operator knows into the store: after the data layer, which makes the places, and before the services,
 * whose tasks cannot start without.
 */
export const secretsStep: SetupStep = operatorSecretsStep(readShownOutputs);

/** @param readOutputs of the stacks, secrets in clear */
export function operatorSecretsStep(readOutputs: ReadOutputs): SetupStep {
  return {
    id: "secrets",
    title: "secrets that only an operator knows",
    prepare: async (context) => {
      const open = openApplication(context.root, context.environment);
      const environment = open?.environment ?? loadIfThere(context);
      const entries = environment === undefined ? [] : operatorEntries(environment);
      if (environment === undefined || entries.length === 0) return NOTHING_TO_DO;
      const facts = open === undefined ? undefined : await readFacts(open, context, readOutputs);
      const message = "secrets are put once the data layer is deployed: run the set-up again then";
      const later = async () => context.host.notify({ code: "note", data: { step: "secrets", message } });
      if ((await readDeployed(readOutputs, context.root, "data", context.environment)) === undefined) {
        return { changes: [{ action: "later", what: placeOf(environment), detail: entries.join(", ") }], apply: later };
      }
      const shelf = await openShelf(context.aws, environment);
      const given = facts === undefined ? new Map<string, string>() : givenValues(facts, context);
      const found = await Promise.all(
        entries.map(async (entry): Promise<OperatorEntry> => {
          const name = secretName(environment, entry);
          return { entry, name, stored: await shelf.read(name), given: given.get(entry) };
        }),
      );
      return { changes: planSecrets(found), apply: () => putSecrets(found, shelf, context.environment) };
    },
  };
}

/** What becomes of each entry. No value is in it. */
export function planSecrets(entries: readonly OperatorEntry[]): readonly Change[] {
  return entries.map(({ entry, name, stored, given }): Change => {
    const what = `secret ${name}`;
    if (stored === undefined && given === undefined) {
      return { action: "later", what, detail: `nobody has given ${entry} a value` };
    }
    if (stored === undefined) return { action: "create", what, detail: "its value" };
    if (given === undefined || given === stored) return { action: "keep", what };
    return { action: "keep", what, detail: "the store has another value than the one given; the store's stays" };
  });
}

/** Puts the values that are not there. Throws StrataError SECRET_MISSING naming every entry that has none, once the rest is there. */
async function putSecrets(entries: readonly OperatorEntry[], shelf: SecretShelf, environment: string): Promise<void> {
  for (const { name, stored, given } of entries) {
    if (stored === undefined && given !== undefined) await shelf.put(name, given);
  }
  const missing = entries.filter(({ stored, given }) => stored === undefined && given === undefined);
  const [first] = missing;
  if (first === undefined) return;
  throw new StrataError(
    "SECRET_MISSING",
    `no value for ${missing.map(({ entry }) => entry).join(", ")}: tasks that read it cannot start`,
    { hint: `strata secrets set ${environment} ${first.entry}`, fault: "user" },
  );
}

/** Entries that an operator gives a value, and that are on. */
export function operatorEntries({ data }: Pick<Environment, "data">): readonly string[] {
  return Object.entries(data.secrets.entries).flatMap(([key, { source, presence }]) =>
    source === "operator" && presence !== "off" ? [key] : [],
  );
}

/** What is given for the entries, by entry: what the existing file says wins over an answer. */
function givenValues(facts: ApplicationFacts, { answers, secrets }: SetupContext): ReadonlyMap<string, string> {
  const { application } = facts;
  const existing = existingOf(facts);
  const answered = answersOf(application, answers, secrets);
  const { generated } = statesOf(facts, answers);
  const values = new Map<string, string>();
  for (const [key, { store, generated: how }] of Object.entries(application.keys)) {
    if (store === undefined || !("secret" in store)) continue;
    const value = [existing.get(key), answered.get(key)].find(
      (one) => one !== undefined && one !== "" && one !== DISABLED,
    );
    const made = how !== undefined && generated.has(key) ? generateValue(how) : undefined;
    if ((value ?? made) !== undefined) values.set(store.secret, value ?? made ?? "");
  }
  return values;
}

/** An environment that a later step makes is not there yet. */
function loadIfThere({ root, environment }: SetupContext): Environment | undefined {
  try {
    return loadEnvironment(root, environment);
  } catch (error) {
    if (error instanceof StrataError && error.code === "ENVIRONMENT_UNKNOWN") return undefined;
    throw error;
  }
}

function placeOf({ data }: Environment): string {
  const { store, path } = data.secrets;
  return store === "ssm" ? `parameters below ${path}` : `secrets below ${path.slice(1)}`;
}
