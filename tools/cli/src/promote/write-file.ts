import { readFileSync } from "node:fs";
import { StrataError } from "@strata/shared-config";

/**
 * Puts a text in the place of another one, whole.
 *
 * @param before what the file said when the change was made up
 * @throws StrataError PLAN_STALE where somebody has changed it since
 */
export async function replaceUnchanged(file: string, before: string, text: string): Promise<void> {
  if (readFileSync(file, "utf8") !== before) {
    throw new StrataError("PLAN_STALE", `${file} has changed in the meantime`, {
      hint: "look at it, then the same command again",
      fault: "user",
    });
  }
  const { replaceFile } = await import("@strata/setup");
  replaceFile(file, text);
}
