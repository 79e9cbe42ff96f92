import type { Answers, Question } from "./question.ts";

/** The person at the terminal wants the question before this one. */
export const BACK = Symbol("back");

/** Who answers: a person at a terminal, or an answers file. */
export interface Prompter {
  /**
   * One answer: the text, `yes` or `no` for a confirmation, or empty for an optional one that is left out.
   *
   * @param initial what Enter takes
   * @throws StrataError RUN_STOPPED when the person ends it; ANSWER_MISSING and ANSWER_INVALID from a file
   */
  readonly ask: (question: Question, answers: Answers, initial: string | undefined) => Promise<string | typeof BACK>;
}
