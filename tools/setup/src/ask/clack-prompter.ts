import type { Readable, Writable } from "node:stream";
import { StrataError } from "@strata/shared-config";
import { answerProblem } from "./check-answer.ts";
import { BACK, type Prompter } from "./prompter.ts";
import type { Answers, Question } from "./question.ts";

/** What goes back to the question before, wherever a text is typed. */
const BACK_WORD = "<";

/** Streams of a terminal. */
export interface TerminalStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Asks a person at a terminal: choices by arrow keys, secrets masked, `<` or the last choice for the question before.
 * Ctrl-C and Escape end the set-up; nothing has been changed by then that is not said.
 */
export async function clackPrompter(streams: TerminalStreams): Promise<Prompter> {
  const clack = await import("@clack/prompts");
  const read = async (question: Question, answers: Answers, initial: string | undefined) => {
    const { message, kind } = question;
    const validate = (value: string | undefined) =>
      value === BACK_WORD ? undefined : answerProblem(question, value ?? "", answers);
    switch (kind) {
      case "confirm": {
        const options = [
          { value: "yes", label: "yes" },
          { value: "no", label: "no" },
          { value: BACK_WORD, label: "back" },
        ];
        return clack.select({ ...streams, message, options, initialValue: initial ?? "yes" });
      }
      case "select": {
        const options = [...question.choices(answers), { value: BACK_WORD, label: "back" }];
        return clack.select({
          ...streams,
          message,
          options,
          ...(initial === undefined ? {} : { initialValue: initial }),
        });
      }
      case "secret":
        return clack.password({ ...streams, message, validate });
      case "text":
        return clack.text({
          ...streams,
          message,
          validate,
          ...(initial === undefined ? {} : { defaultValue: initial, placeholder: initial }),
        });
    }
  };
  return {
    ask: async (question, answers, initial) => {
      const answer = await read(question, answers, initial);
      if (clack.isCancel(answer)) {
        throw new StrataError("RUN_STOPPED", "the set-up was ended", {
          hint: "run it again: it goes on where it was",
          fault: "user",
        });
      }
      return answer === BACK_WORD ? BACK : (answer ?? "");
    },
  };
}
