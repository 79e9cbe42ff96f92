import { askOnce, askYes } from "./ask-once.ts";
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
  return {
    confirm: askYes,
    typeWord: async (message, word) => {
      const validate = (value: string) => (value === word ? undefined : `type ${word}, or end it with Ctrl-C`);
      await askOnce({ id: "typed", kind: "text", message, validate });
    },
  };
}
