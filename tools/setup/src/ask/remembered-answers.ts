import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { systemCode } from "@strata/shared-config";
import { z } from "zod";
import { replaceFile } from "../replace-file.ts";
import { type Answers, GIVEN } from "./question.ts";

const fileSchema = z.strictObject({ version: z.literal(1), answers: z.record(z.string(), z.string()) });

/** What an earlier run was told. */
export interface Remembered {
  /** Empty where there was none. */
  readonly answers: Answers;
  /** Why the file is of no use; undefined where it is, or where there is none. */
  readonly problem?: string;
}

/** Where the plain answers of an environment's set-up are: in the clone, and in no commit. */
export function rememberedFile(root: string, environment: string): string {
  return join(root, ".strata", "setup", `${environment}.json`);
}

/** Reads what an earlier run was told. A file that cannot be understood is as good as none: its problem is told. */
export function readRemembered(root: string, environment: string): Remembered {
  const file = rememberedFile(root, environment);
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (parsed.success) return { answers: parsed.data.answers };
    return { answers: {}, problem: `${file} is not as a set-up writes it` };
  } catch (error) {
    if (systemCode(error) === "ENOENT") return { answers: {} };
    return { answers: {}, problem: `${file} cannot be read as JSON` };
  }
}

/** Keeps the plain answers for the next run; nobody else may read them. Whole or not at all. */
export function remember(root: string, environment: string, answers: Answers): void {
  const file = rememberedFile(root, environment);
  const plain = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== GIVEN));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  replaceFile(file, `${JSON.stringify({ version: 1, answers: plain }, undefined, 2)}\n`, 0o600);
}
