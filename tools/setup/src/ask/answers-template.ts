import { stringify } from "yaml";
import { type Answers, initialOf, isOptional, type Question } from "./question.ts";

/**
 * An answers file to start from: a line for each question, with what it asks as a comment and what Enter would take. A line
 * that does not apply as things stand is a comment, too. A secret is to come from a variable of the environment.
 *
 * @param known answers of an earlier run
 */
export function answersTemplate(questions: readonly Question[], known: Answers): string {
  let answers: Answers = {};
  const parts: string[] = [];
  for (const question of questions) {
    const applies = question.when === undefined || question.when(answers);
    const value = question.kind === "secret" ? undefined : (known[question.id] ?? initialOf(question, answers));
    if (applies && value !== undefined) answers = { ...answers, [question.id]: value };
    const lines = [`# ${question.message}${remark(question, answers)}`, line(question, value)];
    parts.push(lines.map((text, index) => (index === 1 && !applies ? `# ${text}` : text)).join("\n"));
  }
  return parts.join("\n");
}

function remark(question: Question, answers: Answers): string {
  if (question.kind === "confirm") return " (yes or no)";
  if (question.kind === "select") {
    return ` (${question
      .choices(answers)
      .map(({ value }) => value)
      .join(", ")})`;
  }
  return isOptional(question) ? " (optional)" : "";
}

function line(question: Question, value: string | undefined): string {
  if (question.kind === "secret") return `${question.id}: { env: ${variableOf(question.id)} }`;
  return stringify({ [question.id]: value ?? "" }).trimEnd();
}

/** `github.app-key` → `GITHUB_APP_KEY`. */
function variableOf(id: string): string {
  return id.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
}
