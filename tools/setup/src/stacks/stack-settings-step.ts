import {
  type Engine,
  type LayerPlace,
  readStackConfig,
  readStackSecret,
  requireEngine,
  setStackSecret,
} from "@strata/engine";
import { StrataError } from "@strata/shared-config";
import { plannedEnvironment } from "../environment/planned-environment.ts";
import type { Change, SetupContext, SetupStep } from "../steps/step.ts";
import { secretId } from "./questions.ts";
import { CLOUDFLARE_TOKEN, hasCloudflareVariable, type StackSecret, stackSecrets } from "./stack-secrets.ts";

/** A secret to set in one stack; without a value it is set already, or comes from a variable. */
interface SettingRow {
  readonly place: LayerPlace;
  readonly key: string;
  readonly action: "create" | "change" | "keep";
  readonly value: string | undefined;
  readonly detail?: string;
}

/** The secrets that the stacks read, in their encrypted config. */
export const stackSettingsStep: SetupStep = {
  id: "stack-settings",
  title: "secrets of the stacks",
  prepare: async (context) => {
    const { environment } = plannedEnvironment(context);
    const { root, environment: name } = context;
    const places = stackSecrets(environment, context.answers).flatMap((secret) =>
      secret.layers.map((layer) => ({ secret, place: { root, layer, environment: name } })),
    );
    const rows: SettingRow[] = [];
    for (const { secret, place } of places) rows.push(await rowFor(secret, place, context));
    return {
      changes: rows.map(changeOf),
      apply: async () => {
        const engine = await requireEngine(root);
        for (const { place, key, action, value } of rows) {
          if (action !== "keep" && value !== undefined) await setStackSecret(engine, place, key, value);
        }
      },
    };
  },
};

/** @throws StrataError SECRET_MISSING */
async function rowFor(
  secret: StackSecret,
  place: LayerPlace,
  { root, secrets }: Pick<SetupContext, "root" | "secrets">,
): Promise<SettingRow> {
  const { key } = secret;
  const value = secrets.get(secretId(key));
  const isSet = key in (await readStackConfig(place));
  if (value === undefined) {
    if (isSet) return { place, key, action: "keep", value };
    if (key === CLOUDFLARE_TOKEN && hasCloudflareVariable()) {
      return { place, key, action: "keep", value, detail: "taken from the shell's variables" };
    }
    throw new StrataError("SECRET_MISSING", `${place.layer} of ${place.environment} needs the secret ${key}`, {
      hint: `answer ${secretId(key)}, or: cd stacks/${place.layer} && pulumi config set --secret ${key} -s ${place.environment}`,
      fault: "user",
    });
  }
  const problem = secret.problem(value);
  if (problem !== undefined) {
    throw new StrataError("ANSWER_INVALID", `${secretId(key)} ${problem}`, { hint: "give another one", fault: "user" });
  }
  if (!isSet) return { place, key, action: "create", value };
  const engine: Engine = await requireEngine(root);
  const same = (await readStackSecret(engine, place, key)) === value;
  return { place, key, action: same ? "keep" : "change", value };
}

function changeOf({ place, key, action, detail }: SettingRow): Change {
  const what = `secret ${key} of ${place.layer}`;
  return detail === undefined ? { action, what } : { action, what, detail };
}
