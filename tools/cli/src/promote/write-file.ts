import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { StrataError } from "@strata/shared-config";

/**
 * Puts a text in the place of another one: a reader sees the old file or the new one.
 *
 * @param before what the file said when the change was made up
 * @throws StrataError PLAN_STALE where somebody has changed it since
 */
export async function replaceFile(file: string, before: string, text: string): Promise<void> {
  if ((await readFile(file, "utf8")) !== before) {
    throw new StrataError("PLAN_STALE", `${file} has changed in the meantime`, {
      hint: "look at it, then the same command again",
      fault: "user",
    });
  }
  const draft = `${file}.${process.pid}.new`;
  try {
    await writeFile(draft, text, { flush: true });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
