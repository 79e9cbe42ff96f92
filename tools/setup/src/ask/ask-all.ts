import { BACK, type Prompter } from "./prompter.ts";
import type { Answers, Question } from "./question.ts";

/** What was answered: the plain part may be remembered, the secrets stay in memory. */
export interface Answered {
  readonly answers: Answers;
  /** By question id. */
  readonly secrets: ReadonlyMap<string, string>;
}

/**
 * Asks in order, leaving out what does not apply. "Back" goes to the last question that was asked; at the first one it
 * asks that one again. An answer of an earlier run is what Enter takes.
 *
 * @param known answers of an earlier run
 */
export async function askAll(questions: readonly Question[], known: Answers, prompter: Prompter): Promise<Answered> {
  let answers: Answers = {};
  const secrets = new Map<string, string>();
  const asked: { readonly index: number; readonly before: Answers }[] = [];
  for (let index = 0; index < questions.length; ) {
    const question = questions[index];
    if (question === undefined) break;
    if (question.when !== undefined && !question.when(answers)) {
      index++;
      continue;
    }
    const answer = await prompter.ask(question, answers, known[question.id] ?? initialOf(question, answers));
    if (answer === BACK) {
      const last = asked.pop();
      index = last?.index ?? index;
      answers = last?.before ?? answers;
      continue;
    }
    asked.push({ index, before: answers });
    if (question.kind === "secret") secrets.set(question.id, answer);
    // That a secret was given, and no more: a later question may depend on it.
    answers = { ...answers, [question.id]: question.kind === "secret" && answer !== "" ? "[secret]" : answer };
    index++;
  }
  return { answers, secrets };
}

function initialOf(question: Question, answers: Answers): string | undefined {
  if (question.kind === "secret") return undefined;
  if (question.kind === "confirm") return question.initial ? "yes" : "no";
  return question.initial?.(answers);
}
