import { type Environment, loadEnvironmentText, StrataError, valueAt } from "@strata/shared-config";
import { treeOfText } from "@strata/shared-config/edit";
import type { SetupContext } from "../steps/step.ts";
import { type Draft, draftText, settingId } from "./draft.ts";
import { fileLabel, readEnvironmentFile } from "./environment-file.ts";

/** The environment that the set-up is about, as its file says or will say. */
export interface PlannedEnvironment extends Draft {
  /** Text of the file that is there; undefined where there is none. */
  readonly existing: string | undefined;
  readonly environment: Environment;
}

/**
 * The environment as the file, the answers and the account of the credentials make it, complete and checked. Before the file
 * is written and after, it is the same.
 *
 * @throws StrataError ENVIRONMENT_INVALID naming every problem; ACCOUNT_WRONG; ANSWER_MISSING without a product
 */
export function plannedEnvironment(
  context: Pick<SetupContext, "root" | "environment" | "answers" | "accountId">,
): PlannedEnvironment {
  const { root, environment: name, answers, accountId } = context;
  const existing = readEnvironmentFile(context);
  if (existing === undefined && answers[settingId("product")] === undefined) {
    throw new StrataError("ANSWER_MISSING", `${fileLabel(context)} is not there, and no product was chosen for it`, {
      hint: `answer ${settingId("product")} and ${settingId("tier")}`,
      fault: "user",
    });
  }
  const draft = draftText(root, existing, { ...answers, [settingId("aws.accountId")]: accountId });
  const named = valueAt(treeOfText(draft.text), ["aws", "accountId"]);
  if (accountId !== "" && String(named) !== accountId) {
    throw new StrataError(
      "ACCOUNT_WRONG",
      `the credentials belong to the account ${accountId}, and ${fileLabel(context)} names ${String(named)}`,
      { hint: "take credentials of that account (AWS_PROFILE), or correct aws.accountId", fault: "user" },
    );
  }
  return { ...draft, existing, environment: loadEnvironmentText(root, name, draft.text) };
}
