import type { Change, SetupStep } from "../steps/step.ts";
import { fileLabel, writeEnvironmentFile } from "./environment-file.ts";
import { type PlannedEnvironment, plannedEnvironment } from "./planned-environment.ts";
import { textOfValue } from "./setting-text.ts";

/** The environment's file, out of the answers. */
export const environmentStep: SetupStep = {
  id: "environment-file",
  title: "file of the environment",
  prepare: async (context) => {
    const planned = plannedEnvironment(context);
    return {
      changes: planChanges(fileLabel(context), planned),
      apply: async () => {
        if (planned.text !== planned.existing) writeEnvironmentFile(context, planned.text);
      },
    };
  },
};

function planChanges(what: string, { existing, text, changes }: PlannedEnvironment): readonly Change[] {
  if (existing === undefined) {
    return [{ action: "create", what, detail: changes.map(({ path, value }) => `${path} ${show(value)}`).join("; ") }];
  }
  if (existing === text) return [{ action: "keep", what }];
  return changes.map(({ path, value, before }) => ({
    action: "change",
    what,
    detail: before === undefined ? `${path}: ${show(value)}` : `${path}: ${show(before)} → ${show(value)}`,
  }));
}

function show(value: unknown): string {
  return textOfValue(value) ?? JSON.stringify(value);
}
