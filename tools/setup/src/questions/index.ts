import type { Question } from "../ask/question.ts";
import { BACKEND_QUESTIONS } from "../backend/questions.ts";

/** What is asked before anything is done, in order. */
export function setupQuestions(): readonly Question[] {
  return [...BACKEND_QUESTIONS];
}
