import { listEnvironments, loadEnvironment } from "@strata/shared-config";
import { NOTHING_TO_DO, type SetupStep } from "../steps/step.ts";
import { openDataConfig, planFetch } from "./fetch-secrets.ts";

/** Secrets that somebody else's vault holds. What it does not give is no reason to stop: the plan says so. */
export const fetchStep: SetupStep = {
  id: "fetch-secrets",
  title: "secrets from other vaults",
  prepare: async ({ root, environment }) => {
    // The step before makes the file: until then there is nothing to ask for.
    if (!listEnvironments(root).includes(environment)) return NOTHING_TO_DO;
    const config = openDataConfig({ root, layer: "data", environment });
    const rows = await planFetch(loadEnvironment(root, environment), config, process.env);
    return {
      changes: rows.map(({ entry, outcome, reason }) => ({
        action: outcome === "set" ? "change" : "keep",
        what: `secret ${entry}, from its vault`,
        ...(reason === undefined ? {} : { detail: `left out: ${reason}` }),
      })),
      apply: async () => {
        for (const { apply } of rows) await apply();
      },
    };
  },
};
