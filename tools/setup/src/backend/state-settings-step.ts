import { fileLabel, readEnvironmentFile, writeEnvironmentFile } from "../environment/environment-file.ts";
import { NOTHING_TO_DO, type SetupStep } from "../steps/step.ts";
import { stateSettings } from "./state-place.ts";
import { planStateSettings, withStateSettings } from "./state-settings.ts";

/** Comes after the step that makes the environment's file. */
export const stateSettingsStep: SetupStep = {
  id: "state-settings",
  title: "place of the state in the environment's file",
  prepare: async (context) => {
    const { answers, aws, environment } = context;
    const wanted = stateSettings(answers, aws.region);
    if (wanted === undefined) return NOTHING_TO_DO;
    const text = readEnvironmentFile(context);
    if (text === undefined) {
      const what = `state in ${fileLabel(context)}`;
      return { changes: [{ action: "later", what, detail: "once the file is there" }], apply: async () => undefined };
    }
    return {
      changes: planStateSettings(environment, text, wanted),
      apply: async () => writeEnvironmentFile(context, withStateSettings(text, wanted)),
    };
  },
};
