import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { StrataError } from "@strata/shared-config";
import { parseDocument } from "yaml";
import { z } from "zod";

/** A value as it is, or where it is: a secret need not stand in the file. */
const answerSchema = z.union(
  [z.string(), z.strictObject({ env: z.string() }), z.strictObject({ file: z.string() })],
  "it is neither a value nor { env: NAME } nor { file: path }",
);

/** What an answers file holds. */
export interface AnswersFile {
  /** Its path, as it was typed. */
  readonly file: string;
  /** By question id. */
  readonly values: ReadonlyMap<string, string>;
  /** What could not be read, a sentence by question id; it never shows a value. */
  readonly problems: ReadonlyMap<string, string>;
}

/**
 * Reads an answers file: YAML, by question id. A value is a text, a number, true or false, `{ env: NAME }` for a variable of
 * the environment, or `{ file: path }` for a file's content, whose path starts at the answers file.
 *
 * @throws StrataError ANSWER_INVALID for a file that cannot be read as such
 */
export function readAnswersFile(file: string): AnswersFile {
  const values = new Map<string, string>();
  const problems = new Map<string, string>();
  for (const [id, value] of Object.entries(parseFile(file))) {
    const parsed = answerSchema.safeParse(value);
    if (!parsed.success) {
      problems.set(id, parsed.error.issues.map((issue) => issue.message).join("; "));
      continue;
    }
    try {
      values.set(id, textOf(parsed.data, file));
    } catch (error) {
      if (!(error instanceof StrataError)) throw error;
      problems.set(id, error.message);
    }
  }
  return { file, values, problems };
}

function parseFile(file: string): Readonly<Record<string, unknown>> {
  const text = readText(file, `${file} cannot be read`);
  // Every value as it is written: an account number may begin with 0, and a version end with one. Messages without the
  // line that they are about: a secret may stand in it.
  const document = parseDocument(text, { schema: "failsafe", prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = text.slice(0, error.pos[0]).split("\n").length;
    throw invalid(`${file}:${line} is no YAML: ${error.code.toLowerCase().replaceAll("_", " ")}`);
  }
  const parsed = z.record(z.string(), z.unknown()).safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  throw invalid(`${file} is no answers file: a line for each answer, such as state.backend: s3`);
}

function textOf(answer: z.output<typeof answerSchema>, file: string): string {
  if (typeof answer === "string") return answer;
  if ("env" in answer) {
    const value = process.env[answer.env];
    if (value === undefined) throw invalid(`it is to come from the variable ${answer.env}, which is not set`);
    return value;
  }
  const path = resolve(dirname(file), answer.file);
  return readText(path, `it is to come from the file ${path}, which cannot be read`).trimEnd();
}

function readText(path: string, message: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw invalid(message, cause);
  }
}

function invalid(message: string, cause?: unknown): StrataError {
  const hint = "correct the answers file; strata setup <environment> --print-answers prints one to start from";
  return new StrataError("ANSWER_INVALID", message, { hint, fault: "user", cause });
}
