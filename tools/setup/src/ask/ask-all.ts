import { answerProblem } from "./check-answer.ts";
import { BACK, type Prompter } from "./prompter.ts";
import { type Answers, GIVEN, initialOf, type Question } from "./question.ts";

/** What was answered: the plain part may be remembered, the secrets stay in memory. */
export interface Answered {
  readonly answers: Answers;
  /** By question id. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** What is known before the first question. */
export interface Known {
  /** Answers of an earlier run: what Enter takes. */
  readonly answers: Answers;
  /** Secrets that were typed a moment ago: Enter keeps them. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Whether what is known is taken without asking, as long as it is still a good answer. */
  readonly settled: boolean;
}

/** What there is to know before the first run. */
export const NOTHING_KNOWN: Known = { answers: {}, secrets: new Map(), settled: false };

/**
 * Asks in order, leaving out what does not apply. "Back" goes to the last question that was asked; what was typed since
 * then is what Enter takes when its turn comes again.
 *
 * @throws what the prompter throws
 */
export async function askAll(questions: readonly Question[], known: Known, prompter: Prompter): Promise<Answered> {
  let answers: Answers = {};
  let draft = known.answers;
  const secrets = new Map(known.secrets);
  const asked: { readonly index: number; readonly before: Answers }[] = [];
  for (let index = 0; index < questions.length; ) {
    const question = questions[index];
    if (question === undefined) break;
    if (question.when !== undefined && !question.when(answers)) {
      index++;
      continue;
    }
    const settled = known.settled ? settledAnswer(question, answers, known) : undefined;
    if (settled === undefined) {
      const initial = given(question, draft, secrets) ?? initialOf(question, answers);
      const answer = await prompter.ask(question, answers, initial, asked.length > 0);
      if (answer === BACK) {
        const last = asked.pop();
        index = last?.index ?? index;
        answers = last?.before ?? answers;
        continue;
      }
      asked.push({ index, before: answers });
      if (question.kind === "secret" && answer !== GIVEN) secrets.set(question.id, answer);
      answers = { ...answers, [question.id]: plain(question, answer) };
    } else {
      answers = { ...answers, [question.id]: plain(question, settled) };
    }
    draft = { ...draft, ...answers };
    index++;
  }
  return { answers, secrets: new Map([...secrets].filter(([id]) => answers[id] === GIVEN)) };
}

/** What an earlier run or an earlier look at the question has for it. */
function given(question: Question, draft: Answers, secrets: ReadonlyMap<string, string>): string | undefined {
  if (question.kind !== "secret") return draft[question.id];
  return (secrets.get(question.id) ?? "") === "" ? undefined : GIVEN;
}

function settledAnswer(question: Question, answers: Answers, known: Known): string | undefined {
  const value = question.kind === "secret" ? known.secrets.get(question.id) : known.answers[question.id];
  return value === undefined || answerProblem(question, value, answers) !== undefined ? undefined : value;
}

function plain(question: Question, answer: string): string {
  return question.kind === "secret" && answer !== "" ? GIVEN : answer;
}
