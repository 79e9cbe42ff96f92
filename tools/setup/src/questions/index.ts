import type { Question } from "../ask/question.ts";
import { readBackendKnown } from "../backend/backend-known.ts";
import { backendQuestions } from "../backend/questions.ts";
import { DEPLOY_QUESTIONS } from "../deploy/questions.ts";
import { domainQuestions } from "../domain/questions.ts";
import { CLOUD_QUESTION, environmentQuestions } from "../environment/questions.ts";
import { sourceQuestions } from "../push/questions.ts";
import { readGithubOrigin } from "../roles/github-origin.ts";
import { ciQuestions } from "../roles/questions.ts";
import { stackQuestions } from "../stacks/questions.ts";
import type { SetupFacts } from "./setup-facts.ts";

/** What is asked before anything is done, in order. */
export async function setupQuestions(facts: SetupFacts): Promise<readonly Question[]> {
  const { root, environment } = facts;
  const place = { root, environment };
  return [
    CLOUD_QUESTION,
    ...backendQuestions(readBackendKnown(root, environment)),
    ...environmentQuestions(place),
    ...ciQuestions(place, await readGithubOrigin(root)),
    ...domainQuestions(place),
    ...(await stackQuestions(place)),
    ...DEPLOY_QUESTIONS,
    ...sourceQuestions(place),
  ];
}
