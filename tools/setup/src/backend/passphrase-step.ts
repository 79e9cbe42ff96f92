import { NOTHING_TO_DO, type SetupStep } from "../steps/step.ts";
import { applyPassphrase, findPassphrase, planPassphrase } from "./passphrase.ts";

export const passphraseStep: SetupStep = {
  id: "passphrase",
  title: "passphrase of the secrets",
  prepare: async (context) => {
    const { answers, root, environment } = context;
    if (answers["state.secrets"] !== "passphrase") return NOTHING_TO_DO;
    const found = findPassphrase(root, environment);
    return {
      changes: planPassphrase(found, answers["state.keepPassphrase"] === "yes"),
      apply: async () => applyPassphrase(found, context),
    };
  },
};
