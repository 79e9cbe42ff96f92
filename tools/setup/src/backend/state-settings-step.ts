import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SetupStep } from "../steps/step.ts";
import { stateSettings } from "./state-place.ts";
import { planStateSettings, withStateSettings } from "./state-settings.ts";

/** Comes after the step that makes the environment's file. */
export const stateSettingsStep: SetupStep = {
  id: "state-settings",
  title: "place of the state in the environment's file",
  prepare: async ({ answers, aws, root, environment }) => {
    const wanted = stateSettings(answers, aws.region);
    if (wanted === undefined) return { changes: [], apply: async () => undefined };
    const file = join(root, "environments", `${environment}.yaml`);
    const text = await readIfThere(file);
    if (text === undefined) {
      const what = `state in environments/${environment}.yaml`;
      return { changes: [{ action: "later", what, detail: "once the file is there" }], apply: async () => undefined };
    }
    return {
      changes: planStateSettings(environment, text, wanted),
      apply: async () => {
        const draft = `${file}.${process.pid}`;
        await writeFile(draft, withStateSettings(text, wanted));
        await rename(draft, file);
      },
    };
  },
};

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
