import { access, constants } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import { StrataError } from "@strata/shared-config";
import { commandIn, isAddressable, openCommand } from "./command.ts";
import type { Engine, EngineSource } from "./engine.ts";
import { ensureLanguageHost } from "./language-host.ts";
import { pinnedVersion } from "./pinned.ts";

/** A CLI that was found, of any version. */
export interface FoundCommand {
  readonly command: string;
  readonly source: EngineSource;
  /** Undefined when it does not start or prints no version. */
  readonly version: string | undefined;
}

/** What a search found: the engine that fits, and every CLI that was looked at on the way. */
export interface EngineSearch {
  readonly wanted: string;
  readonly engine: Engine | undefined;
  readonly others: readonly FoundCommand[];
}

/** The folder in which the official tools keep this version, and in which this repository installs it. */
export function installationFolder(version: string): string {
  return join(homedir(), ".pulumi", "versions", version);
}

/**
 * Looks for a CLI of the pinned version. Order: PATH from front to back, then `~/.pulumi/bin`, then
 * `~/.pulumi/versions/<version>/bin`. One of another version is passed over, wherever it stands.
 */
export async function searchEngine(root: string): Promise<EngineSearch> {
  const wanted = await pinnedVersion(root);
  const others: FoundCommand[] = [];
  for (const candidate of await existing(candidates(wanted))) {
    const version = await versionOf(candidate.command);
    if (version === wanted) {
      await ensureLanguageHost(candidate.command);
      return { wanted, engine: { version, ...candidate }, others };
    }
    others.push({ ...candidate, version });
  }
  return { wanted, engine: undefined, others };
}

/** A CLI of exactly the pinned version, or undefined when this machine has none. */
export async function findEngine(root: string): Promise<Engine | undefined> {
  return (await searchEngine(root)).engine;
}

/**
 * The CLI of the pinned version.
 *
 * @throws StrataError ENGINE_VERSION when there are only others, ENGINE_MISSING when there is none at all
 */
export async function requireEngine(root: string): Promise<Engine> {
  const { engine, wanted, others } = await searchEngine(root);
  if (engine !== undefined) return engine;
  const hint = `node tools/engine/src/install.ts   (installs Pulumi ${wanted} into ${installationFolder(wanted)})`;
  if (others.length === 0) {
    throw new StrataError("ENGINE_MISSING", `there is no Pulumi CLI on this machine; Strata needs ${wanted}`, {
      hint,
      fault: "environment",
    });
  }
  const found = others.map(
    ({ command, version }) => `${command} ${version === undefined ? unusable(command) : `is ${version}`}`,
  );
  throw new StrataError("ENGINE_VERSION", `Strata needs Pulumi ${wanted}, and ${found.join(", ")}`, {
    hint,
    fault: "environment",
  });
}

function candidates(version: string): Omit<FoundCommand, "version">[] {
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => ({ command: join(folder, "pulumi"), source: "path" as const }));
  const known = [join(homedir(), ".pulumi"), installationFolder(version)];
  const all = [...onPath, ...known.map((folder) => ({ command: commandIn(folder), source: "strata" as const }))];
  return all.filter(({ command }, index) => all.findIndex((other) => other.command === command) === index);
}

async function existing<T extends { command: string }>(all: readonly T[]): Promise<T[]> {
  const executable = await Promise.all(
    all.map(({ command }) =>
      access(command, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return all.filter((_, index) => executable[index]);
}

function unusable(command: string): string {
  return isAddressable(command) ? "does not start" : "is not in a folder named bin, as the Automation API needs it";
}

async function versionOf(command: string): Promise<string | undefined> {
  if (!isAddressable(command)) return undefined;
  return openCommand(command).then(
    (opened) => opened.version?.version,
    () => undefined,
  );
}
