import { type Environment, loadEnvironmentText, StrataError, valueAt } from "@strata/shared-config";
import { editSettings, treeOfText } from "@strata/shared-config/edit";
import type { Answers } from "../ask/question.ts";
import { draftText } from "./draft.ts";
import { type EnvironmentPlace, readEnvironmentFile } from "./environment-file.ts";

/** Stands for the account as long as questions are asked: nothing that they ask for depends on it. */
const ANY_ACCOUNT = "000000000000";

/** The environment that answers describe; undefined as long as it is not whole. */
export type EnvironmentReader = (answers: Answers) => Environment | undefined;

/**
 * Reads the environment that the answers so far describe, for questions to see whether they apply. What is wrong with it is
 * said before anything is done. Several questions see the same answers, so each set of them is read once.
 */
export function environmentReader(place: EnvironmentPlace): EnvironmentReader {
  const read = new WeakMap<Answers, { readonly environment: Environment | undefined }>();
  return (answers) => {
    const known = read.get(answers) ?? { environment: environmentSoFar(place, answers) };
    read.set(answers, known);
    return known.environment;
  };
}

function environmentSoFar(place: EnvironmentPlace, answers: Answers): Environment | undefined {
  const { root, environment: name } = place;
  const { text } = draftText(root, readEnvironmentFile(place), answers);
  const named = valueAt(treeOfText(text), ["aws", "accountId"]) !== undefined;
  const whole = named ? text : editSettings(text, [{ path: "aws.accountId", value: ANY_ACCOUNT }]);
  try {
    return loadEnvironmentText(root, name, whole);
  } catch (error) {
    if (error instanceof StrataError && /^(ENVIRONMENT_INVALID|PRODUCT_UNKNOWN)$/.test(error.code)) return undefined;
    throw error;
  }
}
