import { mkdir, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { BUILT_HOST } from "../cli/language-host.ts";

/**
 * Moves finished programs into an installation's `bin`, each at once, so that nobody ever sees half a file, and two
 * installations at the same time end with one or the other. The CLI goes last: who finds it finds all of it.
 *
 * @param from a folder on the same disk
 */
export async function moveIntoPlace(from: string, bin: string): Promise<void> {
  await mkdir(bin, { recursive: true });
  for (const name of inOrder(await readdir(from))) await rename(join(from, name), join(bin, name));
}

/** Language hosts first, the one that we built before all, and the CLI last. */
export function inOrder(names: readonly string[]): string[] {
  const rank = (name: string) => (name === BUILT_HOST ? 0 : /^pulumi(\.exe)?$/.test(name) ? 2 : 1);
  return [...names].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}
