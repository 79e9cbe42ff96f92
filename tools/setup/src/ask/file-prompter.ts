import { StrataError } from "@strata/shared-config";
import type { AnswersFile } from "./answers-file.ts";
import { answerProblem } from "./check-answer.ts";
import type { Prompter } from "./prompter.ts";
import { takeAnswers } from "./take-answers.ts";

/**
 * Answers out of a file, one at a time: for questions that only come to exist once others are answered and the account was
 * looked at. What is not in the file has what Enter would take.
 *
 * @param given undefined where nobody answers: each question without a default is then an error
 */
export function filePrompter(given: AnswersFile): Prompter {
  return {
    ask: async (question, answers, initial) => {
      const { when: _asked, ...plain } = question;
      const own = (all: ReadonlyMap<string, string>) => new Map([...all].filter(([id]) => id === question.id));
      const one = { ...given, values: own(given.values), problems: own(given.problems) };
      const isOpen = !one.values.has(question.id) && !one.problems.has(question.id);
      const isGood = initial !== undefined && answerProblem(question, initial, answers) === undefined;
      if (isOpen && isGood) return initial;
      const taken = takeAnswers([plain], one, answers);
      const answer = taken.secrets.get(question.id) ?? taken.answers[question.id];
      if (answer !== undefined) return answer;
      throw new StrataError("ANSWER_MISSING", `${given.file} has no answer to ${question.id}: ${question.message}`, {
        hint: `add a line: ${question.id}: …`,
        fault: "user",
      });
    },
  };
}
