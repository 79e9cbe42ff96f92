import { readShownOutputs } from "@strata/rollout";
import type { Setting } from "@strata/shared-config/edit";
import { editEnvironment } from "../environment/environment-file.ts";
import { NOTHING_TO_DO, type SetupContext, type SetupStep } from "../steps/step.ts";
import { type ApplicationFacts, answersOf, readFacts, statesOf } from "./application-facts.ts";
import { openApplication } from "./open-application.ts";
import type { ReadOutputs } from "./read-sources.ts";

/**
 * Switches the entries of the store on whose features were chosen, in the environment's file: a container gets a variable
 * for each. Of a choice the others go off; what else is on stays on.
 */
export const featuresStep: SetupStep = chosenFeaturesStep(readShownOutputs);

/** @param readOutputs of the stacks, secrets in clear */
export function chosenFeaturesStep(readOutputs: ReadOutputs): SetupStep {
  return {
    id: "features",
    title: "features of the application",
    prepare: async (context) => {
      const open = openApplication(context.root, context.environment);
      if (open === undefined) return NOTHING_TO_DO;
      const edits = planFeatures(await readFacts(open, context, readOutputs), context);
      if (edits.length === 0) return NOTHING_TO_DO;
      return {
        changes: edits.map(({ path, value }) => ({
          action: "change",
          what: `environments/${context.environment}.yaml`,
          detail: `${path}: ${value}`,
        })),
        apply: async () => editEnvironment(context, edits),
      };
    },
  };
}

/** The settings that have to change for what was chosen. */
export function planFeatures(
  facts: ApplicationFacts,
  { answers, secrets }: Pick<SetupContext, "answers" | "secrets">,
): readonly Setting[] {
  const { application, environment } = facts;
  const states = statesOf(facts, answers);
  const given = answersOf(application, answers, secrets);
  return Object.entries(application.keys).flatMap(([key, { store, group = "" }]): Setting[] => {
    const kind = application.groups[group]?.kind;
    if (store === undefined || !("secret" in store) || kind === undefined) return [];
    const now = environment.data.secrets.entries[store.secret]?.presence;
    const path = `data.secrets.entries.${store.secret}.presence`;
    const off = states.off.has(key);
    const wanted = kind === "generate" ? states.generated.has(key) || isMeant(given.get(key)) : !off;
    if (wanted) return now === "off" ? [{ path, value: "required" }] : [];
    return kind === "choice" && now === "required" ? [{ path, value: "off" }] : [];
  });
}

function isMeant(answer: string | undefined): boolean {
  return answer !== undefined && answer !== "disabled";
}
