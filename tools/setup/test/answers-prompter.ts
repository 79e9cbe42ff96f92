import { filePrompter } from "../src/ask/file-prompter.ts";
import type { Prompter } from "../src/ask/prompter.ts";

/** Answers as a file gives them, by question id. */
export function answersPrompter(values: ReadonlyMap<string, string>): Prompter {
  return filePrompter({ file: "answers.yaml", values, problems: new Map() });
}
