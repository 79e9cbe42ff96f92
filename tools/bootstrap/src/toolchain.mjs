import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[/\\]$/, "");

/** What the set-up installs for this checkout alone; git ignores it, and deleting it only costs a set-up. */
export const TOOLCHAIN = join(ROOT, ".strata", "toolchain");

/** The folder of the toolchain that goes first on PATH. */
export const TOOLCHAIN_BIN = join(TOOLCHAIN, "bin");

/**
 * The engine that was found, and how its file looked then: a package manager may put another version in its place.
 *
 * @typedef {{ version: string, command: string, size: number, changed: number }} EngineRecord
 */

/**
 * What an earlier set-up left on record.
 *
 * @typedef {object} SetupRecord
 * @property {string} [node] version in the toolchain folder
 * @property {string} [pnpm] version in the toolchain folder
 * @property {string} [packages] fingerprint of the lock file and what goes with it
 * @property {EngineRecord} [engine]
 * @property {string} [hooks] fingerprint of lefthook.yml
 */

export const RECORD_FILE = join(TOOLCHAIN, "setup.json");

/** @returns {SetupRecord} empty before the first set-up, or when the file is damaged: everything is checked again then */
export function readRecord() {
  try {
    return JSON.parse(readFileSync(RECORD_FILE, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error && error.code === "ENOENT"))
      return {};
    throw error;
  }
}

/**
 * The folders that a command of this repository needs on PATH, first one first: our Node and pnpm if this machine's do not
 * fit, the installed packages' commands, and the engine.
 *
 * @param {SetupRecord} record
 */
export function toolFolders(record) {
  const engine = record.engine === undefined ? [] : [dirname(record.engine.command)];
  const toolchain = existsSync(TOOLCHAIN_BIN) ? [TOOLCHAIN_BIN] : [];
  return [...toolchain, join(ROOT, "node_modules", ".bin"), ...engine];
}

/**
 * The environment for a command of this repository: this process's own, with our folders first on PATH.
 *
 * @param {SetupRecord} record
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(record) {
  const path = [...toolFolders(record), process.env.PATH ?? ""].join(delimiter);
  return { ...process.env, PATH: path };
}
