import { clackPrompter } from "./clack-prompter.ts";
import { plainPrompter } from "./plain-prompter.ts";
import type { TerminalPrompter, TerminalStreams } from "./prompter.ts";

/** Who asks a person at this terminal: drawn where it can be drawn on, else line by line. */
export async function terminalPrompter(streams: TerminalStreams): Promise<TerminalPrompter> {
  const lines = process.env.TERM === "dumb" || (process.env.ACCESSIBLE ?? "") !== "";
  return lines ? plainPrompter(streams) : clackPrompter(streams);
}
