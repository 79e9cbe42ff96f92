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
  const ended = await runQuietly("pnpm", args, { cwd: ROOT, env: toolEnvironment(readRecord()), onLine });
  if (ended.code !== 0) throw explainFailure(title, ended.output);
  reporter.done();
  return { packages: fingerprint };
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
