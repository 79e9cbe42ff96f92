import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { StrataError } from "@strata/shared-config";
import { parse } from "yaml";
import { z } from "zod";
import { answerProblem } from "./check-answer.ts";
import type { Prompter } from "./prompter.ts";
import type { Question } from "./question.ts";

/** A value as it is, or where it is: a secret need not stand in the file. */
const answerSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject({ env: z.string() }),
  z.strictObject({ file: z.string() }),
]);

/** An answers file: by question id. */
const answersSchema = z.record(z.string(), answerSchema);

/**
 * Reads an answers file: YAML, by question id. A value is a text, a number, true or false, `{ env: NAME }` for a variable of
 * the environment, or `{ file: path }` for a file's content, whose path starts at the answers file.
 *
 * @throws StrataError ANSWER_INVALID
 */
export function readAnswersFile(file: string): ReadonlyMap<string, string> {
  const parsed = answersSchema.safeParse(parseFile(file) ?? {});
  if (!parsed.success) throw invalid(`${file}: ${z.prettifyError(parsed.error)}`);
  return new Map(Object.entries(parsed.data).map(([id, answer]) => [id, textOf(id, answer, file)]));
}

function parseFile(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw invalid(`${file} cannot be read as YAML: ${error instanceof Error ? error.message : error}`);
  }
}

function textOf(id: string, answer: z.output<typeof answerSchema>, file: string): string {
  if (typeof answer === "boolean") return answer ? "yes" : "no";
  if (typeof answer !== "object") return String(answer);
  if ("env" in answer) {
    const value = process.env[answer.env];
    if (value === undefined)
      throw invalid(`${file}: ${id} is to come from the variable ${answer.env}, which is not set`);
    return value;
  }
  const path = resolve(dirname(file), answer.file);
  try {
    return readFileSync(path, "utf8").trimEnd();
  } catch {
    throw invalid(`${file}: ${id} is to come from the file ${path}, which cannot be read`);
  }
}

/** Answers from a file, and else with what Enter would take. Nobody is asked. */
export function answersPrompter(file: string, given: ReadonlyMap<string, string>): Prompter {
  return {
    ask: async (question, answers, initial) => {
      const value = given.get(question.id) ?? initial ?? (isOptional(question) ? "" : undefined);
      if (value === undefined) {
        throw new StrataError("ANSWER_MISSING", `${file} has no answer to ${question.id}: ${question.message}`, {
          hint: `add a line: ${question.id}: …`,
          fault: "user",
        });
      }
      const problem = answerProblem(question, value, answers);
      if (problem !== undefined) throw invalid(`${file}: ${question.id}: ${problem}`);
      return value;
    },
  };
}

function isOptional(question: Question): boolean {
  return (question.kind === "text" || question.kind === "secret") && question.optional === true;
}

function invalid(message: string): StrataError {
  return new StrataError("ANSWER_INVALID", message, {
    hint: "correct the answers file, then run it again",
    fault: "user",
  });
}
