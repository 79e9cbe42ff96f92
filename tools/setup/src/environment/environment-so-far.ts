import { type Environment, loadEnvironmentText, StrataError, valueAt } from "@strata/shared-config";
import type { Answers } from "../ask/question.ts";
import { draftText } from "./draft.ts";
import { editText, treeOfText } from "./edit-text.ts";
import { type EnvironmentPlace, readEnvironmentFile } from "./environment-file.ts";

/** Stands for the account as long as questions are asked: nothing that they ask for depends on it. */
const ANY_ACCOUNT = "000000000000";

/**
 * The environment that the answers so far describe, for a question to see whether it applies.
 *
 * @returns undefined as long as it is not whole; what is wrong with it is said before anything is done
 */
export function environmentSoFar(place: EnvironmentPlace, answers: Answers): Environment | undefined {
  const { root, environment: name } = place;
  const { text } = draftText(root, readEnvironmentFile(place), answers);
  const named = valueAt(treeOfText(text), ["aws", "accountId"]) !== undefined;
  const whole = named ? text : editText(text, [{ path: "aws.accountId", value: ANY_ACCOUNT }]);
  try {
    return loadEnvironmentText(root, name, whole);
  } catch (error) {
    if (error instanceof StrataError && error.code === "ENVIRONMENT_INVALID") return undefined;
    throw error;
  }
}
