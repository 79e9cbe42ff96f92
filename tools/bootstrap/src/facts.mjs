import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runQuietly } from "./command.mjs";
import { SetupFailure } from "./failure.mjs";
import { ROOT, readRecord, TOOLCHAIN_BIN } from "./toolchain.mjs";

/** `pnpm` on PATH may be a shim that first downloads one; it gets this long to answer, in milliseconds. */
const PNPM_LIMIT = 5_000;

/**
 * Looks at this machine and this checkout, and changes nothing.
 *
 * @returns {Promise<import("./plan.mjs").Facts>}
 */
export async function readFacts() {
  const record = readRecord();
  const wanted = { node: readFileSync(join(ROOT, ".node-version"), "utf8").trim(), pnpm: wantedPnpm() };
  const installed = installedTools(record);
  return {
    node: process.versions.node,
    wanted,
    installed,
    pnpmOnPath: installed.pnpm === wanted.pnpm ? undefined : await versionOnPath(),
    packagesFresh: record.packages === packagesFingerprint() && existsSync(join(ROOT, "node_modules", ".modules.yaml")),
    engineKnown: record.engine !== undefined && isUnchanged(record.engine),
    hooksWanted: wantsHooks(record),
  };
}

/**
 * How a program's file looks now.
 *
 * @param {string} command
 * @returns {{ size: number, changed: number } | undefined} in bytes and in milliseconds; undefined when it is gone
 */
export function fileLook(command) {
  const stats = statSync(command, { throwIfNoEntry: false });
  return stats === undefined ? undefined : { size: stats.size, changed: stats.mtimeMs };
}

/** @param {import("./toolchain.mjs").EngineRecord} engine */
function isUnchanged({ version, command, size, changed }) {
  const look = fileLook(command);
  return version === wantedEngine() && look?.size === size && look.changed === changed;
}

/** The version of the engine that tools/engine pins. */
function wantedEngine() {
  const goMod = readFileSync(join(ROOT, "tools", "engine", "go", "cli", "go.mod"), "utf8");
  return /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(goMod)?.[1] ?? "unknown";
}

/**
 * A fingerprint of everything that decides which packages are installed. A pull that changes any of it is a reason to
 * ask pnpm again, which is done in a moment when there is nothing to do.
 */
export function packagesFingerprint() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  const rooms = ["libs", "policies", "stacks", "tools"].flatMap((folder) =>
    existsSync(join(ROOT, folder))
      ? readdirSync(join(ROOT, folder)).map((room) => join(folder, room, "package.json"))
      : [],
  );
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", ...rooms.sort()]) {
    if (existsSync(join(ROOT, file))) hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest("hex");
}

/** A fingerprint of the git hooks' settings. */
export function hooksFingerprint() {
  const file = join(ROOT, "lefthook.yml");
  return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : undefined;
}

function wantedPnpm() {
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const version = /^pnpm@(\d+\.\d+\.\d+)/.exec(String(packageManager))?.[1];
  if (version !== undefined) return version;
  throw new SetupFailure("package.json names no pnpm", 'give it a line like "packageManager": "pnpm@12.21.0"');
}

/**
 * @param {import("./toolchain.mjs").SetupRecord} record
 * @returns {Partial<import("./plan.mjs").Tools>} what is on record and still there
 */
function installedTools({ node, pnpm }) {
  return {
    ...(node !== undefined && existsSync(join(TOOLCHAIN_BIN, "node")) ? { node } : {}),
    ...(pnpm !== undefined && existsSync(join(TOOLCHAIN_BIN, "pnpm")) ? { pnpm } : {}),
  };
}

async function versionOnPath() {
  // Not in the repository: a pnpm that manages its own version would switch to the one wanted, and seem to be it.
  const answer = await runQuietly("pnpm", ["--version"], { cwd: tmpdir(), env: process.env, timeout: PNPM_LIMIT });
  return answer.code === 0 ? answer.output.trim() : undefined;
}

/** @param {import("./toolchain.mjs").SetupRecord} record */
function wantsHooks(record) {
  if (process.env.CI !== undefined || !existsSync(join(ROOT, ".git"))) return false;
  const fingerprint = hooksFingerprint();
  return fingerprint !== undefined && record.hooks !== fingerprint;
}
