import { type Application, DISABLED, type Environment, LAYERS } from "@strata/shared-config";
import { type ApplicationFacts, existingOf, knownGroups, statesOf } from "./application-facts.ts";
import type { QuestionScope } from "./application-questions.ts";
import { optionSoFar } from "./group-states.ts";
import type { AccountValues } from "./read-sources.ts";

/**
 * What is left to ask, by what is known.
 *
 * @param deploys whether a deploy is to come, which gives outputs and makes secrets
 */
export function questionScope(facts: ApplicationFacts, deploys: boolean): QuestionScope {
  const { application, example, environment, account, aws, found, fileName } = facts;
  const known = knownGroups(facts);
  const existing = existingOf(facts);
  const { generated, on } = statesOf(facts, {});
  const have = new Set<string>();
  for (const [key, { group = "" }] of Object.entries(application.keys)) {
    const kind = application.groups[group]?.kind;
    const kept = existing.get(key) ?? "";
    const counts = kept !== "" && (kept !== DISABLED || kind === undefined || kind === "generate");
    const made = generated.has(key) && kind !== "generate";
    const sure = counts || account.outputs.has(key) || aws.has(key) || made;
    if (sure || (deploys && comes(application, environment, account, key))) have.add(key);
  }
  const onKeys = Object.keys(application.keys).filter((key) => on.has(application.keys[key]?.group ?? ""));
  const options = Object.fromEntries(
    Object.keys(application.groups).flatMap((group) => {
      const option = optionSoFar(application, group, known);
      return option === undefined ? [] : [[group, option]];
    }),
  );
  const changes =
    found !== undefined && (found.open || Object.keys(application.keys).some((key) => !isSettled(facts, key)));
  return { application, example, have, on: new Set(onKeys), options, existing: changes ? fileName : undefined };
}

/** Whether a deploy that is to come gives the key its value. */
function comes(application: Application, { data }: Environment, { deployed }: AccountValues, key: string): boolean {
  const { output, store } = application.keys[key] ?? {};
  const layer = LAYERS.find((one) => output?.startsWith(`${one}.`));
  if (layer !== undefined && !deployed.has(layer)) return true;
  if (store === undefined || deployed.has("data")) return false;
  if (!("secret" in store)) return true;
  const entry = data.secrets.entries[store.secret];
  return entry !== undefined && entry.presence === "required" && entry.source !== "operator";
}

/** Whether the existing file says of a key what it would say now: no reason to write it anew. */
function isSettled({ application, found }: ApplicationFacts, key: string): boolean {
  return application.keys[key]?.off === "comment" || (found?.values.get(key) ?? "") !== "";
}
