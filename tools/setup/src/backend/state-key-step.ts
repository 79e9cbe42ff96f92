import { NOTHING_TO_DO, type SetupStep } from "../steps/step.ts";
import { applyStateKey, planStateKey, readStateKey } from "./state-key.ts";
import { keyAlias } from "./state-place.ts";

export const stateKeyStep: SetupStep = {
  id: "state-key",
  title: "key of the secrets",
  prepare: async ({ answers, aws }) => {
    const alias = keyAlias(answers);
    if (alias === undefined) return NOTHING_TO_DO;
    const kms = await aws.kms();
    const found = await readStateKey(kms, alias);
    return { changes: planStateKey(alias, found), apply: () => applyStateKey(kms, alias, found) };
  },
};
