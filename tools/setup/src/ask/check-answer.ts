import { type Answers, GIVEN, type Question } from "./question.ts";

/** What is wrong with an answer, as a sentence that says what is allowed; undefined for a good one. Never shows a secret. */
export function answerProblem(question: Question, value: string, answers: Answers): string | undefined {
  switch (question.kind) {
    case "confirm":
      return value === "yes" || value === "no" ? undefined : `${JSON.stringify(value)} is neither yes nor no`;
    case "select": {
      const values = question.choices(answers).map((choice) => choice.value);
      return values.includes(value) ? undefined : `${JSON.stringify(value)} is none of ${values.join(", ")}`;
    }
    case "text":
      if (value === "") return question.optional === true ? undefined : "it needs a value";
      if (/[\r\n]/.test(value)) return "it has several lines: one is allowed";
      return question.validate?.(value, answers);
    case "secret": {
      if (value === "") return question.optional === true ? undefined : "it needs a value";
      if (question.multiline !== true && /[\r\n]/.test(value)) return "it has several lines: one is allowed";
      const problem = question.validate?.(value, answers);
      return problem === undefined ? undefined : withoutSecret(problem, value);
    }
  }
}

/** A rule that is made for texts may name the value. Each of its lines is hidden: a sentence may show only one. */
function withoutSecret(problem: string, value: string): string {
  return [value, ...value.split(/\r?\n/)]
    .filter((part) => part.length > 0)
    .sort((a, b) => b.length - a.length)
    .reduce((text, part) => (part.length < 4 && part !== value ? text : text.replaceAll(part, GIVEN)), problem);
}
