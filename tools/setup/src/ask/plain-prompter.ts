import { answerProblem } from "./check-answer.ts";
import { readKeyFile } from "./key-file.ts";
import { openLineReader } from "./line-reader.ts";
import { BACK, type TerminalPrompter, type TerminalStreams } from "./prompter.ts";
import { type Answers, GIVEN, isOptional, type Question, type SecretQuestion } from "./question.ts";

const BACK_WORD = "<";
/** For an answer that may be left out, where Enter would take one. */
const NONE_WORD = "-";

/**
 * Asks a person at a terminal that only knows lines (`TERM=dumb`, and what reads a screen aloud): choices have numbers, and
 * nothing is drawn again.
 */
export function plainPrompter(streams: TerminalStreams): TerminalPrompter {
  const reader = openLineReader(streams);
  const say = (text: string) => void streams.output.write(text);

  const once = async (question: Question, answers: Answers, initial: string | undefined) => {
    if (question.kind === "secret") return secret(question, initial);
    if (question.kind !== "select") {
      say(`${question.message}${remark(question, initial)}: `);
      const typed = await reader.next(false);
      return typed === NONE_WORD && isOptional(question) ? "" : typed || (initial ?? "");
    }
    const choices = question.choices(answers);
    say(`${question.message}\n`);
    for (const [index, { label, hint }] of choices.entries())
      say(`  ${index + 1}  ${label}${hint === undefined ? "" : ` (${hint})`}\n`);
    const first = choices.findIndex(({ value }) => value === initial);
    say(first < 0 ? "number: " : `number [${first + 1}]: `);
    const typed = await reader.next(false);
    return typed === "" ? (initial ?? "") : (choices[Number(typed) - 1]?.value ?? typed);
  };

  const secret = async (question: SecretQuestion, initial: string | undefined): Promise<string> => {
    const whole = question.multiline === true ? "path of its file, or the text itself; " : "";
    say(`${question.message} (${whole}hidden)${remark(question, initial)}: `);
    const typed = await reader.next(true);
    if (typed === "" && initial === GIVEN) return GIVEN;
    if (question.twice === true && typed !== "" && typed !== BACK_WORD) {
      say(`${question.message} (once more, hidden): `);
      if ((await reader.next(true)) === typed) return typed;
      say("  it is another one than before\n");
      return secret(question, initial);
    }
    if (question.multiline !== true || typed === "" || typed === BACK_WORD || typed.includes("\n")) return typed;
    const { text, problem } = readKeyFile(typed);
    return problem === undefined ? text : typed;
  };

  say(`Enter takes what is in brackets. ${BACK_WORD} goes back. Ctrl-C ends.\n`);
  return {
    ask: async (question, answers, initial, mayGoBack) => {
      for (;;) {
        const answer = await once(question, answers, initial);
        if (answer === BACK_WORD && mayGoBack) return BACK;
        const problem = answer === GIVEN && initial === GIVEN ? undefined : answerProblem(question, answer, answers);
        if (problem === undefined) return answer;
        say(`  ${problem}\n`);
      }
    },
    // What waits is in the terminal's own lines. A choice without an initial one takes no Enter, so none is a yes.
    discardTyped: () => undefined,
    note: (text) => say(`${text}\n`),
    close: reader.close,
  };
}

function remark(question: Question, initial: string | undefined): string {
  if (initial === GIVEN) return " [the one given before]";
  if (question.kind === "confirm") return ` (yes or no) [${initial ?? "yes"}]`;
  if (initial === undefined || initial === "") return isOptional(question) ? " [none]" : "";
  return isOptional(question) ? ` (${NONE_WORD} for none) [${initial}]` : ` [${initial}]`;
}
