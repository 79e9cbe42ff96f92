import { runQuietly } from "../command.mjs";
import { packagesFingerprint } from "../facts.mjs";
import { explainFailure } from "../failure.mjs";
import { ROOT, readRecord, toolEnvironment } from "../toolchain.mjs";

/**
 * Installs the packages of the lock file, exactly.
 *
 * @param {import("../progress.mjs").Reporter} reporter
 * @returns {Promise<import("../toolchain.mjs").SetupRecord>}
 */
export async function installPackages(reporter) {
  const title = "installing packages";
  reporter.start(title);
  const fingerprint = packagesFingerprint();
  const args = ["install", "--frozen-lockfile", "--reporter=append-only"];
  let total = 0;
  const onLine = (/** @type {string} */ line) => {
    total = packagesToAdd(line) ?? total;
    const added = packagesAdded(line);
    if (added !== undefined && total > 0) reporter.update(added, total, "packages");
  };
  const ended = await runQuietly("pnpm", args, { cwd: ROOT, env: environment(), onLine });
  if (ended.code !== 0) throw explainFailure(title, ended.output);
  reporter.done();
  return { packages: fingerprint };
}

/**
 * pnpm tries every package again after 10 s and after a minute, which without a network adds up to an hour; half a second
 * and a second are enough for a registry that stumbles. And it does not know of a registry that npm is told of by
 * environment variable.
 *
 * @returns {NodeJS.ProcessEnv}
 */
function environment() {
  const env = toolEnvironment(readRecord());
  const registry = env.npm_config_registry === undefined ? {} : { pnpm_config_registry: env.npm_config_registry };
  return { pnpm_config_fetch_retry_mintimeout: "500", pnpm_config_fetch_retry_factor: "2", ...registry, ...env };
}

/**
 * @param {string} line of pnpm, for example `Packages: +812 -3`
 * @returns {number | undefined} how many it is going to add
 */
export function packagesToAdd(line) {
  const found = /^Packages: \+(\d+)/.exec(line.trim());
  return found === null ? undefined : Number(found[1]);
}

/**
 * @param {string} line of pnpm, for example `Progress: resolved 900, reused 800, downloaded 12, added 400`
 * @returns {number | undefined} how many it has added
 */
export function packagesAdded(line) {
  const found = /^Progress: .*\badded (\d+)/.exec(line.trim());
  return found === null ? undefined : Number(found[1]);
}
