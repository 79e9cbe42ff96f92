import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..", "..");

/** A clone of this repository as its user has it, as it stands here, with its packages. */
export interface RepositoryCopy {
  readonly root: string;
  readonly remove: () => void;
}

export function copyRepository(): RepositoryCopy {
  const root = mkdtempSync(join(tmpdir(), "strata-copy-"));
  const list = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { cwd: REPOSITORY, encoding: "utf8" }).split("\n").filter(Boolean);
  for (const file of files.filter((name) => existsSync(join(REPOSITORY, name)))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(REPOSITORY, file), join(root, file));
  }
  // What is third-party is shared; the packages of the workspace are the copy's own.
  symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"), "dir");
  const folders = new Set(files.filter((file) => /^\w+\/[\w-]+\/package\.json$/.test(file)).map(dirname));
  for (const folder of folders) {
    const own = join(REPOSITORY, folder, "node_modules");
    if (existsSync(own)) cpSync(own, join(root, folder, "node_modules"), { recursive: true, verbatimSymlinks: true });
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
