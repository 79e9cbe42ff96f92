import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { ExecaError, execa } from "execa";
import { z } from "zod";
import { commandIn } from "../cli/command.ts";
import type { InstallHost } from "../cli/engine.ts";
import { AttemptFailed, firstLine } from "./attempt.ts";

/** Pulumi's own formula. Source: Pulumi documentation, "Download & install Pulumi", macOS. */
const FORMULA = "pulumi/tap/pulumi";

const infoSchema = z.object({ formulae: z.tuple([z.object({ versions: z.object({ stable: z.string() }) })]) });

/** Absolute path of Homebrew; undefined for a machine without it. */
export function findHomebrew(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(isAbsolute);
  return folders
    .map((folder) => join(folder, "brew"))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        // Not there, or not ours to run: the search goes on.
        return false;
      }
    });
}

/**
 * Installs the CLI with Homebrew, which has one version of it at a time: where that is not the pinned one, nothing is
 * installed.
 *
 * @param brew absolute path of Homebrew
 * @returns absolute path of the CLI
 * @throws AttemptFailed when Homebrew has another version, or fails
 */
export async function installWithHomebrew(brew: string, version: string, host: InstallHost): Promise<string> {
  const run = async (...words: readonly string[]) => {
    const env = { HOMEBREW_NO_AUTO_UPDATE: "1", HOMEBREW_NO_ENV_HINTS: "1" };
    return (await execa(brew, words, { env, stdin: "ignore" })).stdout;
  };
  host.step("asking Homebrew for Pulumi");
  try {
    const { formulae } = infoSchema.parse(JSON.parse(await run("info", "--json=v2", FORMULA)));
    const { stable } = formulae[0].versions;
    if (stable !== version) throw new AttemptFailed(`it has Pulumi ${stable}, and ${version} is pinned`);
    host.step(`installing Pulumi ${version} with Homebrew`);
    await run("install", FORMULA);
    return commandIn((await run("--prefix", FORMULA)).trim());
  } catch (cause) {
    if (cause instanceof ExecaError) throw new AttemptFailed(firstLine(cause.stderr || cause.shortMessage), { cause });
    if (cause instanceof z.ZodError || cause instanceof SyntaxError) {
      throw new AttemptFailed(`what it says of ${FORMULA} cannot be read`, { cause });
    }
    throw cause;
  }
}
