import { expect, it } from "vitest";
import { askAll, type Known, NOTHING_KNOWN } from "../../src/ask/ask-all.ts";
import { BACK } from "../../src/ask/prompter.ts";
import { GIVEN, type Question } from "../../src/ask/question.ts";

const QUESTIONS: readonly Question[] = [
  { id: "sure", kind: "confirm", message: "sure?", initial: true },
  { id: "why", kind: "text", message: "why?", when: ({ sure }) => sure === "no" },
  { id: "token", kind: "secret", message: "token?" },
  {
    id: "end",
    kind: "text",
    message: "end?",
    initial: ({ sure }) => `${sure}-end`,
    validate: (value) => (value === "bad" ? "bad" : undefined),
  },
];

/** Answers in order, `Enter` for what is offered; keeps what was asked, and with what. */
async function ask(said: readonly (string | typeof BACK | "Enter")[], known: Known = NOTHING_KNOWN) {
  const log: string[] = [];
  const rest = [...said];
  const answered = await askAll(QUESTIONS, known, {
    ask: async ({ id }, _answers, initial, mayGoBack) => {
      log.push(`${id}${mayGoBack ? "" : "!"}=${initial}`);
      const next = rest.shift();
      return next === "Enter" || next === undefined ? (initial ?? "") : next;
    },
  });
  return { ...answered, log };
}

it("leaves out what does not apply, and keeps a secret out of the answers", async () => {
  const { answers, secrets, log } = await ask(["yes", "s3cret", "Enter"]);
  expect(answers).toEqual({ sure: "yes", token: GIVEN, end: "yes-end" });
  expect([...secrets]).toEqual([["token", "s3cret"]]);
  expect(log).toEqual(["sure!=yes", "token=undefined", "end=yes-end"]);
});

it("goes back to what was asked last, with what was typed since as what Enter takes", async () => {
  const { answers, secrets, log } = await ask([
    "no",
    "cold",
    "s3cret",
    BACK,
    BACK,
    BACK,
    "no",
    "Enter",
    "Enter",
    "Enter",
  ]);
  expect(log).toEqual([
    "sure!=yes",
    "why=undefined",
    "token=undefined",
    "end=no-end",
    `token=${GIVEN}`,
    "why=cold",
    "sure!=no",
    "why=cold",
    `token=${GIVEN}`,
    "end=no-end",
  ]);
  expect(answers).toEqual({ sure: "no", why: "cold", token: GIVEN, end: "no-end" });
  expect([...secrets]).toEqual([["token", "s3cret"]]);
});

it("forgets what an answer that was changed has made pointless", async () => {
  const { answers } = await ask(["no", BACK, "yes", "s3cret", "Enter"]);
  expect(answers).toEqual({ sure: "yes", token: GIVEN, end: "yes-end" });
});

it("takes what is settled without asking, unless it is no good answer any more", async () => {
  const known = { answers: { sure: "no", why: "cold", end: "bad" }, secrets: new Map(), settled: true };
  const { answers, log } = await ask(["s3cret", "fine"], known);
  expect(log).toEqual(["token!=undefined", "end=bad"]);
  expect(answers).toEqual({ sure: "no", why: "cold", token: GIVEN, end: "fine" });
});

it("offers what is known, and asks for everything, where it is not settled", async () => {
  const known = { answers: { sure: "no", why: "cold" }, secrets: new Map(), settled: false };
  const { log } = await ask(["Enter", "Enter", "s3cret", "Enter"], known);
  expect(log).toEqual(["sure!=no", "why=cold", "token=undefined", "end=no-end"]);
});
