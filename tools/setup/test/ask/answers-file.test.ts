import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StrataError } from "@strata/shared-config";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readAnswersFile } from "../../src/ask/answers-file.ts";
import { answersTemplate } from "../../src/ask/answers-template.ts";
import { GIVEN, type Question } from "../../src/ask/question.ts";
import { takeAnswers } from "../../src/ask/take-answers.ts";

const QUESTIONS: readonly Question[] = [
  {
    id: "state.backend",
    kind: "select",
    message: "Where?",
    choices: () => ["s3", "local"].map((value) => ({ value, label: value })),
    initial: () => "s3",
  },
  { id: "state.bucket", kind: "text", message: "Which bucket?", when: (answers) => answers["state.backend"] === "s3" },
  { id: "account", kind: "text", message: "Which account?", optional: true },
  { id: "sure", kind: "confirm", message: "Sure?", initial: true },
  {
    id: "app.key",
    kind: "secret",
    message: "Key?",
    multiline: true,
    validate: (value) => (value.includes("KEY") ? undefined : `${value} is no key`),
  },
  { id: "token", kind: "secret", message: "Token?", optional: true },
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-answers-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function take(text: string) {
  const file = join(folder, "answers.yaml");
  writeFileSync(file, text);
  return takeAnswers(QUESTIONS, readAnswersFile(file));
}

function refusal(text: string): StrataError {
  try {
    take(text);
  } catch (error) {
    if (error instanceof StrataError) return error;
  }
  throw new Error("it was not refused");
}

it("takes values, variables and files, each as it is written, and else what Enter takes", () => {
  vi.stubEnv("APP_TOKEN", "t0ken");
  writeFileSync(join(folder, "app.pem"), "A KEY\nof two lines\n");
  const { answers, secrets } = take(
    "state.bucket: acme\naccount: 012345678901\nsure: true\napp.key: { file: app.pem }\ntoken: { env: APP_TOKEN }\n",
  );
  expect(answers).toEqual({
    "state.backend": "s3",
    "state.bucket": "acme",
    account: "012345678901",
    sure: "yes",
    "app.key": GIVEN,
    token: GIVEN,
  });
  expect([...secrets]).toEqual([
    ["app.key", "A KEY\nof two lines"],
    ["token", "t0ken"],
  ]);
});

it("tells everything that is missing or wrong at once, with the nearest name and no secret", () => {
  const { code, message } = refusal(
    "state.backend: floppy\nacount: 3\nsure: perhaps\napp.key: hunter2-hunter2\ntoken: { env: NOT_SET_ANYWHERE }\naccount: [1]\n",
  );
  expect(code).toBe("ANSWER_INVALID");
  expect(message.split("\n").slice(1).sort()).toEqual([
    "  account: it is neither a value nor { env: NAME } nor { file: path }",
    "  acount is no question of this set-up; did you mean account?",
    "  app.key: [secret] is no key",
    '  state.backend: "floppy" is none of s3, local',
    '  sure: "perhaps" is neither yes nor no',
    "  token: it is to come from the variable NOT_SET_ANYWHERE, which is not set",
  ]);
});

it("says that answers are missing where nothing else is wrong", () => {
  const { code, message } = refusal("sure: no\n");
  expect(code).toBe("ANSWER_MISSING");
  expect(message).toContain("state.bucket has no answer: Which bucket?");
  expect(message).toContain("app.key has no answer: Key?");
});

it("leaves an answer alone that does not apply", () => {
  expect(take("state.backend: local\nstate.bucket: acme\napp.key: KEY\n").answers).not.toHaveProperty("state.bucket");
});

describe("a file that is none", () => {
  it.each([
    ["no YAML, without showing its text", "token: 'hunter2\nsure: yes\n", /answers\.yaml:\d+ is no YAML/],
    ["a list", "- sure\n", /is no answers file/],
  ])("%s", (_, text, message) => {
    const error = refusal(text);
    expect(error).toMatchObject({ code: "ANSWER_INVALID", message: expect.stringMatching(message) });
    expect(error.message + error.hint).not.toContain("hunter2");
  });

  it("one that is not there", () => {
    expect(() => readAnswersFile(join(folder, "none.yaml"))).toThrow(/none\.yaml cannot be read/);
  });
});

it("prints a template that can be read again", () => {
  const template = answersTemplate(QUESTIONS, { account: "012345678901" });
  expect(template.split("\n")).toEqual([
    "# Where? (s3, local)",
    "state.backend: s3",
    "# Which bucket?",
    'state.bucket: ""',
    "# Which account? (optional)",
    'account: "012345678901"',
    "# Sure? (yes or no)",
    "sure: yes",
    "# Key?",
    "app.key: { env: APP_KEY }",
    "# Token? (optional)",
    "token: { env: TOKEN }",
  ]);
  vi.stubEnv("APP_KEY", "KEY");
  vi.stubEnv("TOKEN", "");
  expect(refusal(template)).toMatchObject({ message: expect.stringContaining("state.bucket has no answer") });
  expect(take(template.replace('bucket: ""', "bucket: acme")).answers).toMatchObject({ account: "012345678901" });
});
