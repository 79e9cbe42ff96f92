import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives every test of this run one folder for what it leaves behind, and takes it away at the end: engines and tools leave some
 * too. Called once for each project of vitest; the first call decides.
 */
export default function setup(): (() => void) | undefined {
  if (process.env.STRATA_TEST_FOLDER !== undefined) return undefined;
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "strata-tests-"));
  process.env.STRATA_TEST_FOLDER = folder;
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
