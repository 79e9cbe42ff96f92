import { createHash } from "node:crypto";
import { StrataError } from "@strata/shared-config";
import { askAll, NOTHING_KNOWN } from "../../src/ask/ask-all.ts";
import { terminalPrompter } from "../../src/ask/terminal-prompter.ts";
import { questionsOf } from "./questions.ts";

// Asks one series of questions after the other, and prints what it was told: of a secret its digest only.
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
const prompter = await terminalPrompter({ input: process.stdin, output: process.stderr, signal: stop.signal });
for (const [index, series] of process.argv.slice(2).entries()) {
  try {
    const { answers, secrets } = await askAll(await questionsOf(series), NOTHING_KNOWN, prompter);
    const digests = Object.fromEntries(
      [...secrets].map(([id, value]) => [id, createHash("sha256").update(value).digest("hex").slice(0, 12)]),
    );
    process.stdout.write(`told-${index} ${JSON.stringify({ answers, digests })}\n`);
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    process.stdout.write(`told-${index} ${JSON.stringify({ error: error.code })}\n`);
  }
}
prompter.close();
