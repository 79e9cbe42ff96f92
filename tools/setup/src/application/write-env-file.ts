import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { parse } from "dotenv";

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
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Writes an environment file, readable for its owner alone, all of it or nothing: it is made beside its place and moved
 * there. A run that is cut off leaves the old one.
 */
export async function writeEnvFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    const handle = await open(draft, "wx", MODE);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
