import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The repository that a folder lies in: the nearest one above with a pnpm-workspace.yaml.
 * @returns undefined outside of any
 */
export function findRoot(folder: string): string | undefined {
  if (existsSync(join(folder, "pnpm-workspace.yaml"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findRoot(parent);
}
