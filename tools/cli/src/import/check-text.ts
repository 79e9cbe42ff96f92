import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, loadEnvironment, StrataError } from "@strata/shared-config";

/**
 * The environment that a text describes, or the error that names its problems, as if it stood in the repository.
 * @param root the repository, whose products and tiers count; nothing is written to it
 */
export function checkText(root: string, name: string, text: string): Environment | StrataError {
  const folder = mkdtempSync(join(tmpdir(), "strata-import-"));
  try {
    for (const part of ["products", "tiers"]) symlinkSync(join(root, part), join(folder, part), "dir");
    mkdirSync(join(folder, "environments"));
    writeFileSync(join(folder, "environments", `${name}.yaml`), text);
    return loadEnvironment(folder, name);
  } catch (error) {
    if (error instanceof StrataError) return error;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
