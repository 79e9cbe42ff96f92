import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Answers, GIVEN } from "../../src/ask/question.ts";
import {
  closePseudoTerminals,
  KEYS,
  openPseudoTerminal,
  type PseudoTerminal,
  type PseudoTerminalOptions,
  pasted,
} from "./pseudo-terminal.ts";
import { questionsOf } from "./questions.ts";
import { answerAtTerminal, sampleFor } from "./samples.ts";

const PROGRAM = join(import.meta.dirname, "ask.ts");
const PEM = ["-----BEGIN PRIVATE KEY-----", "MIIEvQIBADANBgkqhkiG", "9w0BAQEFAASC", "-----END PRIVATE KEY-----"].join(
  "\n",
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-prompts-"));
  writeFileSync(join(folder, "key.pem"), `${PEM}\n`);
});
afterEach(closePseudoTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

/** Asks the series, each on its own, in a terminal that is wide enough for what the program prints. */
const ask = (series: readonly string[], options: PseudoTerminalOptions = {}) =>
  openPseudoTerminal([PROGRAM, ...series], { folder, columns: 400, ...options });
const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/** What the program was told in a series. */
async function told(terminal: PseudoTerminal, series = 0): Promise<unknown> {
  const pattern = new RegExp(`told-${series} (\\{.*\\})\n?`);
  await terminal.sees(pattern);
  return JSON.parse(pattern.exec(terminal.screen())?.[1] ?? "");
}

it("asks each kind of question, goes back, and shows no secret", async () => {
  const terminal = ask(["kinds"]);
  await terminal.sees("Which colour?");
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.sees(/What is its name\?\n.*green-one/);
  terminal.type(`X${KEYS.enter}`);
  await terminal.sees("green-oneX has more than small letters and dashes");
  terminal.type(KEYS.erase + KEYS.enter);
  await terminal.sees("Does it have a nickname? (an empty line leaves it out)");
  terminal.type(KEYS.shiftTab);
  await terminal.sees(/What is its name\?\n.*green-one/, "nickname");
  terminal.type(KEYS.enter);
  await terminal.sees("rosy", "What is its name?");
  terminal.type(KEYS.erase.repeat("rosy".length) + KEYS.enter);
  await terminal.sees("Is it warm?");
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.sees("Why is it cold?");
  terminal.type(`<${KEYS.enter}`);
  await terminal.sees("Is it warm?", "Why is it cold?");
  terminal.type(KEYS.up + KEYS.enter);
  await terminal.sees("What is the token?");
  terminal.type(`secret-of-mine${KEYS.enter}`);
  await terminal.sees("[secret] does not start with tk-");
  terminal.type(KEYS.erase.repeat("secret-of-mine".length));
  await terminal.sees(/What is the token\?\n│ *_?\n/);
  terminal.type(`tk-of-mine${KEYS.enter}`);
  await terminal.sees("Is there a spare token? (Enter skips it)");
  terminal.type(KEYS.enter);
  await terminal.sees("Which passphrase?");
  terminal.type(`long-words${KEYS.enter}`);
  await terminal.sees("Which passphrase? (once more)");
  terminal.type(`long-wordz${KEYS.enter}`);
  await terminal.sees("it is another one than before");
  terminal.type(`${KEYS.erase}s${KEYS.enter}`);
  await terminal.sees("What is the key?");
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.sees(/paste it\n│\n.*What is the key\?/);
  terminal.type(pasted(`${PEM}\n`));
  await terminal.sees("▪");
  terminal.type(KEYS.enter);
  await terminal.sees("read 4 lines");
  expect(await told(terminal)).toEqual({
    answers: {
      colour: "green",
      name: "green-one",
      nick: "",
      sure: "yes",
      token: "[secret]",
      spare: "",
      passphrase: "[secret]",
      key: "[secret]",
    },
    digests: { token: digest("tk-of-mine"), passphrase: digest("long-words"), key: digest(PEM) },
  });
  for (const secret of ["secret-of-mine", "tk-of-mine", "long-words", "long-wordz", "MIIEvQIBADANBgkqhkiG"])
    expect(terminal.written()).not.toContain(secret);
});

it("takes a private key from a file, or pasted, even where a paste is not marked as such", async () => {
  const terminal = ask(["key", "key", "nick"]);
  await terminal.sees("What is the key?");
  terminal.type(KEYS.enter);
  await terminal.sees("path of the file");
  terminal.type(`other.pem${KEYS.enter}`);
  await terminal.sees(/there is no file .*other\.pem that can be read/);
  terminal.type(KEYS.shiftTab);
  await terminal.sees("read it from a file\n", "other.pem");
  terminal.type(KEYS.enter);
  await terminal.sees("path of the file", "other.pem");
  terminal.type(`key.pem${KEYS.enter}`);
  expect(await told(terminal, 0)).toMatchObject({ digests: { key: digest(PEM) } });

  await terminal.sees("What is the key?", "told-0");
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.sees(/paste it\n│\n.*What is the key\?/, "told-0");
  terminal.type(`${PEM}\n`.replaceAll("\n", "\r"));
  await terminal.sees("▪", "told-0");
  terminal.type(KEYS.enter);
  expect(await told(terminal, 1)).toMatchObject({ digests: { key: digest(PEM) } });
  expect(terminal.written()).not.toContain("MIIEvQIBADANBgkqhkiG");

  // The line ends of a paste into a text are no Enter, either.
  await terminal.sees("nickname", "told-1");
  terminal.type(pasted("red\nhot\n"));
  await terminal.sees("rosyred hot", "told-1");
  terminal.type(KEYS.enter);
  expect(await told(terminal, 2)).toEqual({ answers: { nick: "rosyred hot" }, digests: {} });
  expect(await terminal.ended).toBe(0);
});

const SERIES = { colour: "Which colour?", name: "What is its name?", token: "What is the token?" } as const;

it("ends at Ctrl-C, Escape, Ctrl-D and a signal, whatever is asked", async () => {
  const ends = [KEYS.interrupt, KEYS.escape, KEYS.endOfInput].flatMap((key) =>
    Object.entries(SERIES).map(([series, message]) => ({ series, message, key })),
  );
  const terminal = ask([...ends.map(({ series }) => series), "token", "name"]);
  for (const [index, { message, key }] of ends.entries()) {
    await terminal.sees(message, index === 0 ? "" : `told-${index - 1}`);
    terminal.type(key);
    expect(await told(terminal, index)).toEqual({ error: "RUN_STOPPED" });
  }
  await terminal.sees(SERIES.token, `told-${ends.length - 1}`);
  process.kill(terminal.pid, "SIGTERM");
  expect(await told(terminal, ends.length)).toEqual({ error: "RUN_STOPPED" });
  // What is asked after that is not even shown.
  expect(await told(terminal, ends.length + 1)).toEqual({ error: "RUN_STOPPED" });
  expect(await terminal.ended).toBe(0);
});

it("is whole without a colour, in a terminal of 40 columns", async () => {
  const terminal = ask(["colour", "name", "token"], { columns: 40, variables: { NO_COLOR: "1" } });
  await terminal.sees("Which colour?");
  terminal.type(KEYS.enter);
  await terminal.sees("What is its name?");
  terminal.type(`${KEYS.erase.repeat(13)}${"long-".repeat(12)}${KEYS.enter}`);
  await terminal.sees("What is the token?");
  terminal.type(`tk-${"x".repeat(60)}${KEYS.enter}`);
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen().replaceAll("\n", "")).toContain(digest(`tk-${"x".repeat(60)}`));
  expect(terminal.screen().match(/What is its name\?/g)).toHaveLength(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour is a control sequence
  expect(terminal.written()).not.toMatch(/\x1b\[[\d;]*m/);
});

it("asks line by line where TERM is dumb, without a single control sequence", async () => {
  const terminal = ask(["kinds", "colour", "token", "colour"], { variables: { TERM: "dumb" } });
  await terminal.sees(/1 {2}red wine\n {2}2 {2}green grass \(fresh\)\nnumber:/);
  terminal.type("3\r");
  await terminal.sees('"3" is none of red, green');
  terminal.type("2\r");
  await terminal.sees("What is its name? [green-one]:");
  terminal.type("\r");
  await terminal.sees("nickname? (- for none) [rosy]:");
  terminal.type("<\r");
  await terminal.sees("name? [green-one]:", "[rosy]:");
  terminal.type("blue\r");
  await terminal.sees("nickname? (- for none) [rosy]:", "blue");
  terminal.type("-\r");
  await terminal.sees("Is it warm? (yes or no) [yes]:");
  terminal.type("no\r");
  await terminal.sees("Why is it cold?:");
  terminal.type("winter\r");
  await terminal.sees("What is the token? (hidden):");
  terminal.type(`tk-of-min${KEYS.erase}ne\r`);
  await terminal.sees("spare token? (hidden) [none]:");
  terminal.type("\r");
  await terminal.sees("Which passphrase? (hidden):");
  terminal.type("long-words\r");
  await terminal.sees("(once more, hidden):");
  terminal.type("long-words\r");
  await terminal.sees("What is the key? (path of its file, or the text itself; hidden):");
  terminal.type("key.pem\r");
  expect(await told(terminal)).toMatchObject({
    answers: { name: "blue", nick: "", reason: "winter" },
    digests: { token: digest("tk-of-mine"), passphrase: digest("long-words"), key: digest(PEM) },
  });
  await terminal.sees("number:", "told-0");
  terminal.type(KEYS.endOfInput);
  expect(await told(terminal, 1)).toEqual({ error: "RUN_STOPPED" });
  expect(terminal.written()).not.toContain("\x1b");
  expect(terminal.written()).not.toContain("tk-of");
  expect(terminal.written()).not.toContain("long-words");
});

it("asks every question of the set-up, and takes an answer to each", { timeout: 600_000 }, async () => {
  const terminal = ask(["set-up"]);
  let answers: Answers = {};
  let before = "";
  for (const question of await questionsOf("set-up")) {
    await terminal.sees(question.message, before);
    const value = sampleFor(question, answers);
    await answerAtTerminal(terminal, question, answers, value);
    answers = { ...answers, [question.id]: question.kind === "secret" && value !== "" ? GIVEN : value };
    before = question.message;
  }
  expect(await terminal.ended).toBe(0);
  // Longer than a screen: what was written has it in one line.
  const [, last = ""] = /told-0 (\{.*\})/.exec(terminal.written()) ?? [];
  expect(JSON.parse(last)).toMatchObject({ answers });
});
