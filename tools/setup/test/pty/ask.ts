import { createHash } from "node:crypto";
import { StrataError } from "@strata/shared-config";
import { askAll, NOTHING_KNOWN } from "../../src/ask/ask-all.ts";
import { terminalPrompter } from "../../src/ask/terminal-prompter.ts";
import { questionsOf } from "./questions.ts";

// Asks, and prints what it was told: of a secret its length and digest only.
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
const prompter = await terminalPrompter({ input: process.stdin, output: process.stderr, signal: stop.signal });
try {
  const { answers, secrets } = await askAll(questionsOf(process.argv[2] ?? ""), NOTHING_KNOWN, prompter);
  const digests = [...secrets].map(([id, value]) => [
    id,
    createHash("sha256").update(value).digest("hex").slice(0, 12),
  ]);
  process.stdout.write(`told ${JSON.stringify({ answers, digests: Object.fromEntries(digests) })}\n`);
} catch (error) {
  if (!(error instanceof StrataError)) throw error;
  process.stdout.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 130;
} finally {
  prompter.close();
}
