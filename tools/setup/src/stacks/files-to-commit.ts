import { existsSync } from "node:fs";
import { join } from "node:path";
import { LAYERS } from "@strata/shared-config";
import { execa } from "execa";
import { type EnvironmentPlace, fileLabel } from "../environment/environment-file.ts";

/**
 * The files of an environment that belong into git and are not there as they stand: its own, and the config of its stacks.
 * Another machine, and CI, has them from there. A secret in them is encrypted with the stack's provider. Source:
 * pulumi.com/docs/iac/concepts/config: stack configuration files should be committed to version control.
 *
 * @returns paths from the repository's folder on; all that exist where there is no git
 */
export async function filesToCommit(place: EnvironmentPlace): Promise<readonly string[]> {
  const { root, environment } = place;
  const files = [fileLabel(place), ...LAYERS.map((layer) => `stacks/${layer}/Pulumi.${environment}.yaml`)].filter(
    (file) => existsSync(join(root, file)),
  );
  if (files.length === 0) return [];
  const words = ["status", "--porcelain", "-z", "--untracked-files=all", "--ignored=matching", "--", ...files];
  const { stdout, exitCode } = await execa("git", words, { cwd: root, reject: false });
  if (exitCode !== 0) return files;
  // Each is two letters, a space and a path from git's own top folder on, which may be another one.
  const changed = (stdout ?? "").split("\0").map((line) => `/${line.slice(3)}`);
  return files.filter((file) => changed.some((path) => path.endsWith(`/${file}`)));
}
