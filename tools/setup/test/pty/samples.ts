import { generateKeyPairSync } from "node:crypto";
import { answerProblem } from "../../src/ask/check-answer.ts";
import { type Answers, initialOf, isOptional, type Question } from "../../src/ask/question.ts";
import { KEYS, type PseudoTerminal, pasted } from "./pseudo-terminal.ts";

const { privateKey } = generateKeyPairSync("ed25519");

/** Answers that some question of the set-up takes. A new question that takes none of them brings one along. */
const SAMPLES: readonly string[] = [
  "acme-strata-state",
  "acme.example.com",
  "123456789012",
  "eu-central-1",
  "ana@example.com",
  "https://acme.example.com",
  "arn:aws:acm:us-east-1:123456789012:certificate/11234567-89ab-cdef-0123-456789abcdef",
  "arn:aws:acm:eu-south-2:123456789012:certificate/11234567-89ab-cdef-0123-456789abcdef",
  "arn:aws:kms:us-east-1:123456789012:key/11234567-89ab-cdef-0123-456789abcdef",
  "a-long-passphrase-of-many-letters",
  "2026",
  privateKey.export({ type: "pkcs8", format: "pem" }).toString().trimEnd(),
  // A file of the repository: whether it holds a certificate is looked at later.
  "package.json",
  "vpc-0123456789abcdef0",
  "subnet-0123456789abcdef0, subnet-0123456789abcdef1",
  "sg-0123456789abcdef0",
  "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/acme/0123456789abcdef",
  "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/acme/0123456789abcdef",
  "acme-0123456789.us-west-2.elb.amazonaws.com",
  "123456789012.dkr.ecr.us-west-2.amazonaws.com/acme:1",
  "ana@example.com, bob@example.com",
];

/**
 * An answer that a question takes: what Enter takes, else the first choice or sample that it finds nothing wrong with.
 * @throws Error where no sample fits
 */
export function sampleFor(question: Question, answers: Answers): string {
  const initial = initialOf(question, answers);
  const choices = question.kind === "select" ? question.choices(answers).map(({ value }) => value) : SAMPLES;
  const candidates = [...(initial === undefined ? [] : [initial]), ...(isOptional(question) ? [""] : []), ...choices];
  const fitting = candidates.find((value) => answerProblem(question, value, answers) === undefined);
  if (fitting === undefined)
    throw new Error(`${question.id} takes none of the samples: add one to ${import.meta.filename}`);
  return fitting;
}

/** Gives an answer as a person does: arrow keys, typing over what stands there, a paste. */
export async function answerAtTerminal(
  terminal: PseudoTerminal,
  question: Question,
  answers: Answers,
  value: string,
): Promise<void> {
  const { message } = question;
  switch (question.kind) {
    case "confirm":
      return terminal.type(KEYS.enter);
    case "select": {
      const values = question.choices(answers).map((choice) => choice.value);
      const start = Math.max(0, values.indexOf(initialOf(question, answers) ?? ""));
      const steps = values.indexOf(value) - start;
      return terminal.type((steps < 0 ? KEYS.up : KEYS.down).repeat(Math.abs(steps)) + KEYS.enter);
    }
    case "text":
      return terminal.type(`${initialOf(question, answers) === value ? "" : value}${KEYS.enter}`);
    case "secret":
      if (question.multiline === true) {
        const skip = value === "";
        terminal.type((skip ? KEYS.down.repeat(2) : KEYS.down) + KEYS.enter);
        if (skip) return;
        await terminal.sees(message, "paste it");
        terminal.type(pasted(value));
      } else terminal.type(value);
      terminal.type(KEYS.enter);
      if (question.twice !== true || value === "") return;
      await terminal.sees(`${message} (once more)`);
      terminal.type(value + KEYS.enter);
  }
}
