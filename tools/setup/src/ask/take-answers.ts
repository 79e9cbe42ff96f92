import { didYouMean, StrataError } from "@strata/shared-config";
import type { AnswersFile } from "./answers-file.ts";
import type { Answered } from "./ask-all.ts";
import { answerProblem } from "./check-answer.ts";
import { type Answers, defaultOf, GIVEN, isOptional, type Question } from "./question.ts";

/** Ids of what is asked once somebody is signed in: how to sign in, and what the application's file needs. */
const LATER = /^(aws|application)\./;

interface Finding {
  readonly kind: "missing" | "wrong";
  readonly text: string;
}

/**
 * Answers every question out of a file; what it leaves open has what Enter would take, unless that is only a proposal. Nobody is asked, and all that is
 * missing or wrong is told at once. An answer to a question that does not apply is left alone, and so is one to a question
 * that only comes to exist later.
 *
 * @param before what was answered before the first of these questions
 * @throws StrataError ANSWER_MISSING where answers are missing only, else ANSWER_INVALID
 */
export function takeAnswers(questions: readonly Question[], given: AnswersFile, before: Answers = {}): Answered {
  const findings = unknownIds(questions, given);
  const secrets = new Map<string, string>();
  let answers = before;
  for (const question of questions) {
    if (question.when !== undefined && !question.when(answers)) continue;
    const { value, finding } = take(question, answers, given);
    if (finding !== undefined) findings.push(finding);
    if (value === undefined) continue;
    if (question.kind === "secret" && value !== "") secrets.set(question.id, value);
    answers = { ...answers, [question.id]: question.kind === "secret" && value !== "" ? GIVEN : value };
  }
  if (findings.length > 0) throw refusal(given.file, findings);
  return { answers, secrets };
}

function take(
  question: Question,
  answers: Answers,
  { values, problems }: AnswersFile,
): { readonly value?: string; readonly finding?: Finding } {
  const { id, message } = question;
  const unread = problems.get(id);
  if (unread !== undefined) return { finding: { kind: "wrong", text: `${id}: ${unread}` } };
  const given = values.get(id);
  const value = (given === undefined ? undefined : spelled(question, given)) ?? defaultOf(question, answers);
  if (value === undefined || (value === "" && !isOptional(question))) {
    if (isOptional(question)) return { value: "" };
    return { finding: { kind: "missing", text: `${id} has no answer: ${message}` } };
  }
  const problem = answerProblem(question, value, answers);
  // The answer is kept all the same: the questions that depend on it are looked at, too.
  return problem === undefined ? { value } : { value, finding: { kind: "wrong", text: `${id}: ${problem}` } };
}

/** YAML's own words for yes and no. */
function spelled({ kind }: Question, value: string): string {
  if (kind !== "confirm") return value;
  return { true: "yes", false: "no" }[value.toLowerCase()] ?? value.toLowerCase();
}

function unknownIds(questions: readonly Question[], { values, problems }: AnswersFile): Finding[] {
  const known = questions.map(({ id }) => id);
  return [...values.keys(), ...problems.keys()]
    .filter((id) => !known.includes(id) && !LATER.test(id))
    .map((id) => ({ kind: "wrong", text: `${id} is no question of this set-up${didYouMean(id, known)}` }));
}

function refusal(file: string, findings: readonly Finding[]): StrataError {
  const code = findings.every(({ kind }) => kind === "missing") ? "ANSWER_MISSING" : "ANSWER_INVALID";
  const [only] = findings;
  const message =
    findings.length === 1 && only !== undefined
      ? `${file}: ${only.text}`
      : [`${file}: ${findings.length} answers are missing or wrong`, ...findings.map(({ text }) => `  ${text}`)].join(
          "\n",
        );
  return new StrataError(code, message, {
    hint: "correct the answers file; strata setup <environment> --print-answers prints one to start from",
    fault: "user",
  });
}
