import type { Key } from "node:readline";
import { styleText } from "node:util";
import { openKeyboard } from "./keyboard.ts";
import { endedByPerson, type TerminalStreams } from "./prompter.ts";
import type { Choice } from "./question.ts";

/** What goes back to the question before, wherever a text is typed. */
const BACK_WORD = "<";

/** One thing to type. */
interface Field {
  readonly message: string;
  /** What is wrong with a text; undefined for a good one. */
  readonly problem: (text: string) => string | undefined;
  readonly mayGoBack: boolean;
  /** What stands there already, and can be changed. @default - nothing */
  readonly initial?: string;
}

/** Prompts of a terminal that can be drawn on. Each gives undefined for "back". */
export interface Screen {
  readonly choose: (field: Omit<Field, "problem">, choices: readonly Choice[]) => Promise<string | undefined>;
  readonly line: (field: Field) => Promise<string | undefined>;
  /** Masked; a paste may have several lines. */
  readonly hidden: (field: Omit<Field, "initial">) => Promise<string | undefined>;
  readonly note: (text: string) => void;
  readonly discardTyped: () => void;
  readonly close: () => void;
}

/**
 * Opens the prompts' library over a terminal. Shift-Tab, `<` or the last choice is "back"; Ctrl-C, Ctrl-D, Escape, a signal
 * and a terminal that goes away throw RUN_STOPPED.
 */
export async function openScreen({ input: source, output, signal }: TerminalStreams): Promise<Screen> {
  const clack = await import("@clack/prompts");
  const keyboard = openKeyboard(source, output);
  const { input } = keyboard;

  const run = async (
    kind: "line" | "secret",
    mayGoBack: boolean,
    show: (streams: { readonly signal: AbortSignal }) => Promise<string | symbol>,
  ): Promise<string | undefined> => {
    const stop = new AbortController();
    let back = false;
    const onEnd = () => stop.abort();
    const onKey = (_: string | undefined, key: Key) => {
      if (mayGoBack && key.name === "tab" && key.shift === true) back = true;
      // Of Ctrl-D the library would only close its line, and wait for ever.
      // Once the library has taken the key itself: it would draw the prompt that has ended once more.
      if (back || (key.ctrl === true && key.name === "d")) queueMicrotask(() => stop.abort());
    };
    if (signal.aborted || input.readableEnded) throw endedByPerson();
    signal.addEventListener("abort", onEnd);
    input.on("keypress", onKey).once("end", onEnd);
    keyboard.begin(kind);
    try {
      const typed = await show({ signal: stop.signal });
      if (back || (mayGoBack && typed === BACK_WORD)) return undefined;
      if (typeof typed === "symbol") throw endedByPerson();
      return keyboard.restore(typed);
    } finally {
      keyboard.end();
      signal.removeEventListener("abort", onEnd);
      input.off("keypress", onKey).off("end", onEnd);
    }
  };
  const validate = ({ problem, mayGoBack }: Field) => {
    return (typed: string | undefined) => {
      const text = keyboard.restore(typed ?? "");
      return mayGoBack && text === BACK_WORD ? undefined : problem(text);
    };
  };

  clack.intro(styleText("dim", "Enter takes what is shown · Shift-Tab or < goes back · Ctrl-C ends"), { output });
  return {
    choose: ({ message, initial, mayGoBack }, choices) => {
      const options = [...choices, ...(mayGoBack ? [{ value: BACK_WORD, label: styleText("dim", "back") }] : [])];
      const start = initial === undefined ? {} : { initialValue: initial };
      return run("line", mayGoBack, ({ signal }) =>
        clack.select({ input, output, signal, message, options, ...start }),
      );
    },
    line: (field) => {
      const { message, initial, mayGoBack } = field;
      const start = initial === undefined ? {} : { initialValue: initial };
      return run("line", mayGoBack, ({ signal }) =>
        clack.text({ input, output, signal, message, validate: validate(field), ...start }),
      );
    },
    hidden: (field) =>
      run("secret", field.mayGoBack, ({ signal }) =>
        clack.password({ input, output, signal, message: field.message, validate: validate(field) }),
      ),
    note: (text) => clack.log.message(text, { output }),
    discardTyped: keyboard.discard,
    close: keyboard.close,
  };
}
