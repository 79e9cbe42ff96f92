import { randomUUID } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Puts a text in the place of a file: whoever reads it, and whoever is cut off here, finds the old one or the new one. The
 * draft beside it has another ending, so nothing takes it for a file of its kind.
 *
 * @param mode who may read it. @default - as the process makes files
 */
export function replaceFile(file: string, text: string, mode?: number): void {
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    writeFileSync(draft, text, { flag: "wx", flush: true, ...(mode === undefined ? {} : { mode }) });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}
