import type { Question } from "@strata/setup";

/**
 * Asks the person at the terminal one question, and gives the terminal back.
 *
 * @param initial what Enter takes. @default - it has to be answered
 * @throws StrataError RUN_STOPPED when the person ends it
 */
export async function askOnce(question: Question, initial?: string): Promise<string> {
  const { terminalPrompter } = await import("@strata/setup");
  const { signal } = new AbortController();
  const prompter = await terminalPrompter({ input: process.stdin, output: process.stderr, signal });
  try {
    const answer = await prompter.ask(question, {}, initial, false);
    return typeof answer === "string" ? answer : "";
  } finally {
    prompter.close();
  }
}

/** Asks for a yes; Enter is none. */
export async function askYes(message: string): Promise<boolean> {
  return (await askOnce({ id: "confirmed", kind: "confirm", message, initial: false }, "no")) === "yes";
}
