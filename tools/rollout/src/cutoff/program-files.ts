import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { NOT_PROGRAM, NOT_SOURCE } from "../read-layers.ts";

/** What a program is made of: a hash for each file, by its path in the workspace. */
export type ProgramFiles = Readonly<Record<string, string>>;

/** The settings of stacks, which count by their meaning and not by their bytes. */
const STACK_SETTINGS = /^Pulumi\..+\.ya?ml$/;

/**
 * Hashes the files of a folder that a program may be made of: all but tests, declarations, notes (`*.md`), settings of
 * stacks, and names with a dot in front. Of a package.json counts what is not for development.
 *
 * @param folder relative to the workspace, `stacks/network`
 */
export async function readProgramFiles(root: string, folder: string): Promise<ProgramFiles> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const parts = await Promise.all(
    entries.map(async (entry): Promise<ProgramFiles> => {
      const path = posix.join(folder, entry.name);
      if (entry.name.startsWith(".")) return {};
      if (entry.isDirectory()) return NOT_PROGRAM.has(entry.name) ? {} : readProgramFiles(root, path);
      return isProgram(entry.name) ? { [path]: hashOf(entry.name, await readFile(join(root, path))) } : {};
    }),
  );
  return Object.assign({}, ...parts);
}

function isProgram(name: string): boolean {
  return !NOT_SOURCE.test(name) && !STACK_SETTINGS.test(name) && !name.endsWith(".md");
}

function hashOf(name: string, content: Buffer): string {
  const counted = name === "package.json" ? withoutDevelopment(content.toString("utf8")) : content;
  return createHash("sha256").update(counted).digest("hex");
}

/** A manifest that cannot be read counts as it stands: its package is not going to load either. */
function withoutDevelopment(text: string): string {
  try {
    const development = new Set(["devDependencies", "scripts"]);
    return JSON.stringify(JSON.parse(text), (key, value: unknown) => (development.has(key) ? undefined : value));
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
