import { readFileSync } from "node:fs";
import { join } from "node:path";
import { systemCode } from "@strata/shared-config";
import { editSettings, type Setting } from "@strata/shared-config/edit";
import { replaceFile } from "../replace-file.ts";
import type { SetupContext } from "../steps/step.ts";

/** An environment, and the repository that describes it. */
export type EnvironmentPlace = Pick<SetupContext, "root" | "environment">;

/** Path of an environment's file as people write it: from the repository's folder. */
export function fileLabel({ environment }: Pick<EnvironmentPlace, "environment">): string {
  return `environments/${environment}.yaml`;
}

/** Changes settings in an environment's file, all of them or none. Comments and the order of all else stay. */
export function editEnvironment(place: EnvironmentPlace, settings: readonly Setting[]): void {
  writeEnvironmentFile(place, editSettings(readEnvironmentFile(place) ?? "", settings));
}

/** The text of an environment's file; undefined where there is none. */
export function readEnvironmentFile(place: EnvironmentPlace): string | undefined {
  try {
    return readFileSync(join(place.root, fileLabel(place)), "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes an environment's file whole, or leaves the old one. */
export function writeEnvironmentFile(place: EnvironmentPlace, text: string): void {
  replaceFile(join(place.root, fileLabel(place)), text);
}
