import type { Terminal } from "./terminal.ts";

/** Asks the person at the terminal. Ctrl-C throws RUN_STOPPED. */
export interface Asker {
  readonly confirm: (message: string) => Promise<boolean>;
  /** Asks until a word is typed as it is. */
  readonly typeWord: (message: string, word: string) => Promise<void>;
}

/** @returns undefined where nobody is there to answer */
export async function openAsker(terminal: Terminal): Promise<Asker | undefined> {
  if (terminal.live === undefined || !process.stdin.isTTY) return undefined;
  const { askAll, clackPrompter } = await import("@strata/setup");
  const prompter = await clackPrompter({ input: process.stdin, output: process.stderr });
  return {
    confirm: async (message) => {
      const { answers } = await askAll([{ id: "confirmed", kind: "confirm", message, initial: false }], {}, prompter);
      return answers.confirmed === "yes";
    },
    typeWord: async (message, word) => {
      const validate = (value: string) => (value === word ? undefined : `type ${word}, or end it with Ctrl-C`);
      await askAll([{ id: "typed", kind: "text", message, validate }], {}, prompter);
    },
  };
}
