/**
 * The ways to the engine, in this order: a CLI of the pinned version that is already there, Homebrew where there is one, the
 * official release, a build with Go. The first one that works ends the list; when none does, the error tells of each.
 */
import { homedir, tmpdir } from "node:os";
import { StrataError } from "@strata/shared-config";
import { commandIn, openCommand } from "../cli/command.ts";
import type { Engine, EngineSource, InstallHost } from "../cli/engine.ts";
import { installationFolder, searchEngine } from "../cli/find-engine.ts";
import { ensureLanguageHost } from "../cli/language-host.ts";
import { AttemptFailed, reasonOf } from "./attempt.ts";
import { downloadEngine } from "./download.ts";
import { buildEngine } from "./go-build.ts";
import { findHomebrew, installWithHomebrew } from "./homebrew.ts";

interface Way {
  readonly name: string;
  readonly source: EngineSource;
  /** Gives the absolute path of the CLI. */
  readonly take: () => Promise<string>;
}

/**
 * Finds the CLI of the pinned version, or installs it into `~/.pulumi/versions/<version>`.
 *
 * @param root the repository's root folder
 * @throws StrataError ENGINE_MISSING with what was tried, why each failed, and what to install
 */
export async function installEngine(root: string, host: InstallHost): Promise<Engine> {
  const { engine, wanted } = await searchEngine(root);
  if (engine !== undefined) return engine;
  const installation = installationFolder(wanted);
  const brew = findHomebrew();
  const into = (installing: Promise<void>) => installing.then(() => commandIn(installation));
  const ways: Way[] = [
    ...(brew === undefined
      ? []
      : [{ name: "Homebrew", source: "homebrew" as const, take: () => installWithHomebrew(brew, wanted, host) }]),
    {
      name: "the official release",
      source: "download",
      take: () => into(downloadEngine(wanted, installation, host)),
    },
    { name: "a build with Go", source: "built", take: () => into(buildEngine(root, wanted, installation, host)) },
  ];
  const failures: string[] = [];
  for (const { name, source, take } of ways) {
    try {
      return await opened(wanted, await take(), source);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === undefined) throw error;
      host.failed(`${name}: ${reason}`);
      failures.push(`${name}: ${reason}`);
    }
  }
  throw notInstalled(wanted, installation, failures);
}

function notInstalled(wanted: string, installation: string, failures: readonly string[]): StrataError {
  const what = `Pulumi ${wanted} is not here and could not be installed (${failures.join("; ")})`;
  if (/no space left on device|ENOSPC/.test(what)) {
    return new StrataError("DISK_FULL", what, {
      hint: `df -h ${homedir()} ${tmpdir()}   (a build takes 4 GB: 2 for Go's modules, 2 for its cache)`,
      fault: "environment",
    });
  }
  return new StrataError("ENGINE_MISSING", what, {
    hint: `install Go 1.21 or newer (https://go.dev/doc/install), or Pulumi ${wanted} into ${installation}/bin, then start again`,
    fault: "environment",
  });
}

async function opened(wanted: string, command: string, source: EngineSource): Promise<Engine> {
  await ensureLanguageHost(command);
  const { version } = await openCommand(command);
  if (version?.version === wanted) return { version: wanted, command, source };
  throw new AttemptFailed(`${command} says it is version ${version?.version ?? "unknown"}`);
}
