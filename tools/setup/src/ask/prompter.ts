import type { ReadStream, WriteStream } from "node:tty";
import { StrataError } from "@strata/shared-config";
import type { Answers, Question } from "./question.ts";

/** The person at the terminal wants the question before this one. */
export const BACK = Symbol("back");

/** Who answers: a person at a terminal, or a test. */
export interface Prompter {
  /**
   * One answer: the text, `yes` or `no` for a confirmation, or empty for an optional one that is left out.
   *
   * @param initial what Enter takes; `GIVEN` for a secret that was typed before, and stands for it in the answer, too
   * @param mayGoBack whether there is a question before this one; `BACK` comes only then
   * @throws StrataError RUN_STOPPED when the person ends it
   */
  readonly ask: (
    question: Question,
    answers: Answers,
    initial: string | undefined,
    mayGoBack: boolean,
  ) => Promise<string | typeof BACK>;
}

/** A terminal of a person. */
export interface TerminalStreams {
  readonly input: ReadStream;
  readonly output: WriteStream;
  /** Ends the questions, such as a SIGTERM. */
  readonly signal: AbortSignal;
}

/** A prompter that holds a terminal until it is closed. */
export interface TerminalPrompter extends Prompter {
  /** Says something between two questions. */
  readonly note: (text: string) => void;
  /** Forgets what was typed while nobody asked: an Enter out of impatience is no yes. */
  readonly discardTyped: () => void;
  /** Gives the terminal back as it was. */
  readonly close: () => void;
}

/** The error for a person who ends the questions: nothing has been changed by then. */
export function endedByPerson(): StrataError {
  return new StrataError("RUN_STOPPED", "ended before anything was changed: all is as it was", {
    hint: "run the same command again when you are ready",
    fault: "user",
  });
}
