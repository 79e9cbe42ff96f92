import { readFile, stat } from "node:fs/promises";
import { systemCode } from "@strata/shared-config";
import { parse } from "dotenv";
import { replaceFile } from "../replace-file.ts";

/** Whoever owns the file may read and write it, and nobody else. */
const MODE = 0o600;

/** An environment file that is there. */
export interface FoundEnvFile {
  readonly text: string;
  readonly values: ReadonlyMap<string, string>;
  /** Whether others than its owner may read it. */
  readonly open: boolean;
}

/** Reads an environment file; undefined where there is none. */
export async function readEnvFile(file: string): Promise<FoundEnvFile | undefined> {
  try {
    const [text, { mode }] = await Promise.all([readFile(file, "utf8"), stat(file)]);
    return { text, values: new Map(Object.entries(parse(text))), open: (mode & 0o077) !== 0 };
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes an environment file, readable for its owner alone, all of it or nothing: a run that is cut off leaves the old one. */
export function writeEnvFile(file: string, text: string): void {
  replaceFile(file, text, MODE);
}
