import { runsStrata } from "./versions.mjs";

/**
 * What the set-up found on this machine and in this checkout.
 *
 * @typedef {object} Facts
 * @property {string} node version of the Node that runs this
 * @property {Tools} wanted versions that the repository names
 * @property {Partial<Tools>} installed versions in the repository's own toolchain folder
 * @property {string | undefined} pnpmOnPath version of the pnpm on PATH
 * @property {boolean} packagesFresh the installed packages are those of the lock file
 * @property {boolean} engineKnown the engine that an earlier set-up found is still there
 * @property {boolean} hooksWanted this is a checkout that somebody works in, and its git hooks are not set
 */

/** @typedef {{ node: string, pnpm: string }} Tools */

/**
 * One step of the set-up.
 *
 * @typedef {{ name: "tools", node: boolean, pnpm: boolean } | { name: "packages" } | { name: "engine" } | { name: "hooks" }} Step
 */

/**
 * The steps that are missing, in order: the tools (Node and pnpm) → the packages, which pnpm installs → the engine, which
 * a package of ours installs → the git hooks. Nothing is missing after a set-up, so a second start gets an empty plan.
 *
 * @param {Facts} facts
 * @returns {Step[]}
 */
export function planSetup(facts) {
  /** @type {Step[]} */
  const steps = [];
  const { node, pnpm } = missingTools(facts);
  if (node || pnpm) steps.push({ name: "tools", node, pnpm });
  if (!facts.packagesFresh) steps.push({ name: "packages" });
  if (!facts.engineKnown) steps.push({ name: "engine" });
  if (facts.hooksWanted) steps.push({ name: "hooks" });
  return steps;
}

/**
 * @param {Facts} facts
 * @returns {{ node: boolean, pnpm: boolean }} which tools neither this machine nor the toolchain folder has
 */
function missingTools({ node, wanted, installed, pnpmOnPath }) {
  return {
    node: !runsStrata(node) && installed.node !== wanted.node,
    pnpm: installed.pnpm !== wanted.pnpm && pnpmOnPath !== wanted.pnpm,
  };
}
