import { execa } from "execa";
import type { Finding } from "./finding.ts";

/** A program of this machine. */
export interface Program {
  readonly command: string;
  /** Words that make it print its version. */
  readonly version: readonly string[];
  /** What is not possible without it. */
  readonly use: string;
  readonly level: Finding["level"];
  readonly hint: string;
}

/** What is there besides Node, pnpm and the engine, which the repository brings itself. */
export const PROGRAMS: readonly Program[] = [
  {
    command: "git",
    version: ["--version"],
    use: "a run's record names no commit, and nx affected knows no base",
    level: "warning",
    hint: "install git: apt-get install git, or xcode-select --install",
  },
  {
    command: "aws",
    version: ["--version"],
    use: "the commands that hints name for the account cannot be typed",
    level: "note",
    hint: "install the AWS CLI, version 2: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
  },
  {
    command: "session-manager-plugin",
    version: ["--version"],
    use: "no shell can be opened in a container or on an instance",
    level: "note",
    hint: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
  },
  {
    command: "python3",
    version: ["--version"],
    use: "the tests that need AWS's API (moto) cannot run; nothing else needs it",
    level: "note",
    hint: "install Python 3.10 or newer: apt-get install python3-venv",
  },
];

/** What of a list is not there. */
export async function missingPrograms(
  programs: readonly Program[],
  path: string | undefined,
): Promise<readonly Omit<Finding, "area">[]> {
  const found = await Promise.all(
    programs.map(async ({ command, version, use, level, hint }) => {
      const there = (await versionOf(command, version, path)) !== undefined;
      return there ? [] : [{ level, message: `${command} is not on PATH: ${use}`, hint }];
    }),
  );
  return found.flat();
}

/** What a program says of its version; undefined where it is not there or does not start. */
export async function versionOf(
  command: string,
  words: readonly string[],
  path: string | undefined,
): Promise<string | undefined> {
  const env = path === undefined ? {} : { PATH: path };
  const { failed, stdout } = await execa(command, words, { env, reject: false, timeout: 20_000, stdin: "ignore" });
  return failed ? undefined : stdout.trim();
}
