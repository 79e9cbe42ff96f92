import { valueAt } from "@strata/shared-config";
import { treeOfText } from "@strata/shared-config/edit";
import type { Answers, Question, TextQuestion } from "../ask/question.ts";
import { settingId } from "../environment/draft.ts";
import { type EnvironmentPlace, readEnvironmentFile } from "../environment/environment-file.ts";
import { settingProblem } from "../environment/questions.ts";

const REPOSITORY = "ci.github.repository";
const ENVIRONMENT = "ci.github.environment";
const BRANCH = "ci.github.branch";

/**
 * Whose workflows may take the deploy roles: only where the environment's file leaves it open. Nobody gets a role whom a
 * person or an answers file has not named.
 *
 * @param origin the repository that a person probably means, as `owner/name`
 */
export function ciQuestions(place: EnvironmentPlace, origin: string | undefined): readonly Question[] {
  const existing = readEnvironmentFile(place);
  const isOpen = valueAt(treeOfText(existing ?? ""), ["ci", "github"]) === undefined;
  const says = (answers: Answers, path: string) => (answers[settingId(path)] ?? "") !== "";
  const asked = (path: string, question: Pick<TextQuestion, "message"> & Partial<TextQuestion>): TextQuestion => ({
    ...question,
    id: settingId(path),
    kind: "text",
    when: (answers) => isOpen && (question.when?.(answers) ?? true),
    validate: (text, answers) => settingProblem(place, existing, path, text, answers),
  });
  return [
    asked(REPOSITORY, {
      message: "Repository of GitHub whose workflows may deploy, as owner/name",
      optional: true,
      initial: () => origin,
      isProposal: true,
    }),
    asked(ENVIRONMENT, {
      message: "GitHub environment that a job has to name to deploy; its reviewers then guard the account",
      optional: true,
      when: (answers) => says(answers, REPOSITORY),
    }),
    asked(BRANCH, {
      message: "Branch that a workflow has to run on to deploy",
      initial: () => "main",
      when: (answers) => says(answers, REPOSITORY) && !says(answers, ENVIRONMENT),
    }),
  ];
}
