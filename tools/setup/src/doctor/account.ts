import { loadEnvironment } from "@strata/shared-config";
import type { Examiner } from "./finding.ts";

/** Whose credentials these are, whether they are the environment's account, and how long they last. */
export const accountExaminer: Examiner = {
  area: "account",
  ofAccount: true,
  examine: async ({ root, environment, region }) => {
    const { checkCaller, expiryWarning, readCaller } = await import("@strata/rollout");
    const caller = await readCaller(region);
    const warning = expiryWarning(caller, new Date(), undefined);
    const ending =
      warning === undefined ? [] : [{ level: "warning" as const, message: warning, hint: "aws sso login" }];
    if (environment === undefined) return ending;
    const description = loadEnvironment(root, environment);
    checkCaller(description, caller);
    if (description.aws.accountId !== undefined) return ending;
    const message = `environments/${environment}.yaml names no account: any credentials would be taken, now ${caller.account}`;
    return [...ending, { level: "note", message, hint: `add aws.accountId: "${caller.account}"` }];
  },
};
