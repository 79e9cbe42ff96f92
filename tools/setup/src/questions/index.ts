import type { Question } from "../ask/question.ts";
import { readBackendKnown } from "../backend/backend-known.ts";
import { backendQuestions } from "../backend/questions.ts";

/** What is asked before anything is done, in order. */
export function setupQuestions(root: string, environment: string): readonly Question[] {
  return [...backendQuestions(readBackendKnown(root, environment))];
}
