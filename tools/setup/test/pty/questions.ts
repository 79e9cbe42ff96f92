import { join } from "node:path";
import { applicationQuestions } from "../../src/application/application-questions.ts";
import { questionScope } from "../../src/application/question-scope.ts";
import type { Question } from "../../src/ask/question.ts";
import { setupQuestions } from "../../src/questions/index.ts";
import { readFacts } from "../../src/questions/setup-facts.ts";
import { proliferate } from "../application/fixtures.ts";

/** One question of each kind, each with what it may have. */
const KINDS: readonly Question[] = [
  {
    id: "colour",
    kind: "select",
    message: "Which colour?",
    choices: () => [
      { value: "red", label: "red wine" },
      { value: "green", label: "green grass", hint: "fresh" },
    ],
  },
  {
    id: "name",
    kind: "text",
    message: "What is its name?",
    initial: ({ colour }) => `${colour}-one`,
    validate: (value) => (/^[a-z-]+$/.test(value) ? undefined : `${value} has more than small letters and dashes`),
  },
  { id: "nick", kind: "text", message: "Does it have a nickname?", optional: true, initial: () => "rosy" },
  { id: "sure", kind: "confirm", message: "Is it warm?", initial: true },
  {
    id: "reason",
    kind: "text",
    message: "Why is it cold?",
    when: ({ sure }) => sure === "no",
  },
  {
    id: "token",
    kind: "secret",
    message: "What is the token?",
    validate: (value) => (value.startsWith("tk-") ? undefined : `${value} does not start with tk-`),
  },
  { id: "spare", kind: "secret", message: "Is there a spare token?", optional: true },
  { id: "passphrase", kind: "secret", message: "Which passphrase?", twice: true },
  {
    id: "key",
    kind: "secret",
    message: "What is the key?",
    multiline: true,
    validate: (value) => (value.includes("PRIVATE KEY") ? undefined : "it is no PEM"),
  },
];

const root = join(import.meta.dirname, "..", "..", "..", "..");

/** Of the many settings, secrets and keys of all products the short form asks the first ones; STRATA_FAULTS=long all. */
const SHORT = process.env.STRATA_FAULTS === "long" ? Number.POSITIVE_INFINITY : 3;
const MANY = /^(setting|change|secret|application)\./;

/** The questions that a program asks, and a test answers. All of the set-up's own are asked, whatever they depend on. */
export async function questionsOf(which: string): Promise<readonly Question[]> {
  if (which === "kinds") return KINDS;
  if (which === "set-up") {
    const own = await setupQuestions(readFacts(root, "acme-dev"));
    const all = [...own, ...applicationQuestions(questionScope(proliferate(), false))];
    // The same setting may be asked in two ways, of which one applies.
    const each = [...new Map(all.map(({ when: _, ...question }) => [question.id, question])).values()];
    const many = each.filter(({ id }) => MANY.test(id)).slice(0, SHORT);
    return each.filter((question) => !MANY.test(question.id) || many.includes(question));
  }
  return KINDS.filter(({ id }) => id === which);
}
