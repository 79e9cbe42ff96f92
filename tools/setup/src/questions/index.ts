import type { Question } from "../ask/question.ts";
import { BACKEND_QUESTIONS } from "../backend/questions.ts";
import type { SetupFacts } from "./setup-facts.ts";

/** What is asked before anything is done, in order. */
export function setupQuestions(_facts: SetupFacts): readonly Question[] {
  return [...BACKEND_QUESTIONS];
}
