import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { SetupContext } from "../steps/step.ts";
import { editText, type Setting } from "./edit-text.ts";

/** An environment, and the repository that describes it. */
export type EnvironmentPlace = Pick<SetupContext, "root" | "environment">;

/** Path of an environment's file as people write it: from the repository's folder. */
export function fileLabel({ environment }: Pick<EnvironmentPlace, "environment">): string {
  return `environments/${environment}.yaml`;
}

/** Changes settings in an environment's file, all of them or none. Comments and the order of all else stay. */
export async function editEnvironment(place: EnvironmentPlace, settings: readonly Setting[]): Promise<void> {
  await writeEnvironmentFile(place, editText(readEnvironmentFile(place) ?? "", settings));
}

/** The text of an environment's file; undefined where there is none. */
export function readEnvironmentFile(place: EnvironmentPlace): string | undefined {
  try {
    return readFileSync(join(place.root, fileLabel(place)), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Writes an environment's file whole: whoever reads it, and whoever is cut off here, finds the old one or the new one. The
 * draft beside it does not end as an environment does, so none is mistaken for one.
 */
export async function writeEnvironmentFile(place: EnvironmentPlace, text: string): Promise<void> {
  const file = join(place.root, fileLabel(place));
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
