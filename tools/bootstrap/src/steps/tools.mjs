import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runQuietly } from "../command.mjs";
import { explainFailure, SetupFailure } from "../failure.mjs";
import { TOOLCHAIN, TOOLCHAIN_BIN } from "../toolchain.mjs";
import { nodePackage } from "../versions.mjs";

/**
 * Installs Node and pnpm into the toolchain folder: both are npm packages that hold a finished program, so no install
 * script has to run.
 *
 * @param {{ node: boolean, pnpm: boolean }} missing
 * @param {import("../plan.mjs").Tools} wanted
 * @param {import("../progress.mjs").Reporter} reporter
 * @returns {Promise<import("../toolchain.mjs").SetupRecord>}
 */
export async function installTools(missing, wanted, reporter) {
  const node = nodePackage(wanted.node, process.platform, process.arch);
  const names = [...(missing.node ? [`Node ${wanted.node}`] : []), ...(missing.pnpm ? [`pnpm ${wanted.pnpm}`] : [])];
  const title = `installing ${names.join(" and ")}`;
  reporter.start(title);
  mkdirSync(TOOLCHAIN_BIN, { recursive: true });
  writeFileSync(join(TOOLCHAIN, "package.json"), `${JSON.stringify({ name: "strata-toolchain", private: true })}\n`);
  const packages = [
    ...(missing.node ? [`${node.name}@${node.range}`] : []),
    ...(missing.pnpm ? [`pnpm@${wanted.pnpm}`] : []),
  ];
  const { command, args } = npm();
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const install = [
    ...args,
    "install",
    "--prefix",
    TOOLCHAIN,
    "--no-package-lock",
    "--save-exact",
    ...quiet,
    ...packages,
  ];
  const ended = await runQuietly(command, install, { cwd: TOOLCHAIN, env: process.env });
  if (ended.missing) throw new SetupFailure("there is no npm", "install npm: it comes with Node (https://nodejs.org)");
  if (ended.code !== 0) throw explainFailure(title, ended.output);

  if (missing.node) link("node", join("..", "node_modules", node.name, "bin", "node"), title);
  if (missing.pnpm) link("pnpm", join("..", "node_modules", "@pnpm", pnpmProgram(title), "pnpm"), title);
  reporter.done();
  return { ...(missing.node ? { node: wanted.node } : {}), ...(missing.pnpm ? { pnpm: wanted.pnpm } : {}) };
}

/** The npm that started this, or the one on PATH. */
function npm() {
  const running = process.env.npm_execpath;
  if (running?.endsWith("npm-cli.js") && existsSync(running)) return { command: process.execPath, args: [running] };
  return { command: "npm", args: [] };
}

/**
 * npm picks the one package with pnpm's program for this platform. The `pnpm` package's own command would warn that its
 * install script did not run.
 *
 * @param {string} title
 */
function pnpmProgram(title) {
  const found = readdirSync(join(TOOLCHAIN, "node_modules", "@pnpm")).find((name) => name.startsWith("exe."));
  if (found !== undefined) return found;
  const what = `${title}: there is no pnpm program for ${process.platform} ${process.arch}`;
  throw new SetupFailure(what, "install that pnpm yourself (https://pnpm.io/installation) and put it on PATH");
}

/**
 * @param {string} name
 * @param {string} target relative to the toolchain's bin folder
 * @param {string} title
 */
function link(name, target, title) {
  if (!existsSync(join(TOOLCHAIN_BIN, target))) {
    const what = `${title}: the package holds no ${name} for ${process.platform} ${process.arch}`;
    throw new SetupFailure(what, `install ${name} yourself and put it on PATH, then start again`);
  }
  rmSync(join(TOOLCHAIN_BIN, name), { force: true });
  symlinkSync(target, join(TOOLCHAIN_BIN, name));
}
