import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { localBackendFolder } from "@strata/shared-config";
import { NOTHING_TO_DO, type SetupStep } from "../steps/step.ts";
import { statePlace } from "./state-place.ts";

/** The engine refuses a folder that is not there. */
export const stateFolderStep: SetupStep = {
  id: "state-folder",
  title: "folder of the state",
  prepare: async ({ answers, aws, root }) => {
    const place = statePlace(answers, aws.region);
    const folder = localBackendFolder(place?.url, root);
    if (folder === undefined) return NOTHING_TO_DO;
    return {
      changes: [{ action: existsSync(folder) ? "keep" : "create", what: `folder ${folder}` }],
      apply: async () => void (await mkdir(folder, { recursive: true, mode: 0o700 })),
    };
  },
};
