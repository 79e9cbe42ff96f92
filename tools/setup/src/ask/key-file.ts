import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";

/** Reads a file that holds a secret of several lines, by a path as a person types it: `~/` is the home folder. */
export function readKeyFile(path: string): { readonly text: string; readonly problem?: string } {
  if (path === "") return { text: "", problem: "it needs a path" };
  const file = resolve(path.replace(/^~(?=\/)/, homedir()));
  try {
    return { text: readFileSync(file, "utf8").trimEnd() };
  } catch {
    return { text: "", problem: `there is no file ${file} that can be read` };
  }
}
