import type { Answers, Question } from "./question.ts";

/** What is wrong with an answer, as a sentence that says what is allowed; undefined for a good one. */
export function answerProblem(question: Question, value: string, answers: Answers): string | undefined {
  switch (question.kind) {
    case "confirm":
      return value === "yes" || value === "no" ? undefined : `${value} is neither yes nor no`;
    case "select": {
      const values = question.choices(answers).map((choice) => choice.value);
      return values.includes(value) ? undefined : `${value} is none of ${values.join(", ")}`;
    }
    default:
      if (value === "") return question.optional === true ? undefined : "it needs a value";
      return question.validate?.(value, answers);
  }
}
