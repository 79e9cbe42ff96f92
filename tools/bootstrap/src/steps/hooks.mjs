import { join } from "node:path";
import { runQuietly } from "../command.mjs";
import { hooksFingerprint } from "../facts.mjs";
import { ROOT, readRecord, toolEnvironment } from "../toolchain.mjs";

/**
 * Sets the git hooks of lefthook.yml. They are a convenience: where they cannot be set (no git, hooks kept elsewhere), the
 * set-up says so once and goes on.
 *
 * @param {import("../progress.mjs").Reporter} reporter
 * @returns {Promise<import("../toolchain.mjs").SetupRecord>}
 */
export async function installHooks(reporter) {
  reporter.start("setting the git hooks");
  const lefthook = join(ROOT, "node_modules", ".bin", "lefthook");
  const ended = await runQuietly(lefthook, ["install"], { cwd: ROOT, env: toolEnvironment(readRecord()) });
  if (ended.code !== 0) reporter.start(`no git hooks (${ended.output.trim().split("\n").at(-1)})`);
  reporter.done();
  const fingerprint = hooksFingerprint();
  return fingerprint === undefined ? {} : { hooks: fingerprint };
}
