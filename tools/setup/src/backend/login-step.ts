import { engineBackendUrl } from "@strata/shared-config";
import { NOTHING_TO_DO, type SetupStep } from "../steps/step.ts";
import { applyLogin, planLogin } from "./login.ts";
import { statePlace } from "./state-place.ts";

export const loginStep: SetupStep = {
  id: "login",
  title: "pulumi login",
  prepare: async ({ answers, secrets, aws, root }) => {
    const place = statePlace(answers, aws.region);
    if (place === undefined) return NOTHING_TO_DO;
    // Loaded here: it brings the Pulumi SDK with it.
    const { requireEngine, signedInTo } = await import("@strata/engine");
    const url = engineBackendUrl(root, place.url);
    const token = secrets.get("state.cloudToken") || undefined;
    return {
      changes: planLogin(url, signedInTo()),
      apply: async () => applyLogin((await requireEngine(root)).command, { url, token }),
    };
  },
};
