import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemCode } from "@strata/shared-config";
import type { PolicyPack } from "./policy-pack.ts";

const STARTER = fileURLToPath(new URL("start-pack.ts", import.meta.url));

/** A pack as the engine can start it. */
export interface PackProgram {
  readonly pack: PolicyPack;
  /** Absolute path of an executable: the engine starts that, and it prints the port that the pack listens on. */
  readonly executable: string;
  /** What the pack died of; undefined while it lives, and where it was killed. */
  readonly lastWords: () => Promise<string | undefined>;
}

/**
 * Writes an executable for each pack. Given a pack's folder, the engine asks the language host to run it, which only the
 * host of an official release can do; an executable it runs itself.
 *
 * @param root the repository's root folder
 * @param scratch a folder for this run alone
 */
export async function writePackPrograms(
  root: string,
  packs: readonly PolicyPack[],
  scratch: string,
): Promise<readonly PackProgram[]> {
  const folder = join(scratch, "policies");
  await mkdir(folder, { recursive: true });
  return await Promise.all(
    packs.map(async (pack) => {
      const executable = join(folder, `pulumi-analyzer-${pack.name}`);
      const words = `${executable}.last-words`;
      const home = join(root, pack.folder);
      const program = [STARTER, words, home, join(home, pack.entry)];
      const command = [process.execPath, "--disable-warning=ExperimentalWarning", ...program];
      await writeFile(executable, `#!/bin/sh\nexec ${command.map(quoted).join(" ")} "$@"\n`, { mode: 0o700 });
      return { pack, executable, lastWords: () => readText(words) };
    }),
  );
}

/** A word of a shell's command. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

async function readText(file: string): Promise<string | undefined> {
  return await readFile(file, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
}
