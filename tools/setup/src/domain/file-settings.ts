import { valueAt } from "@strata/shared-config";
import { editSettings, type Setting, treeOfText } from "@strata/shared-config/edit";
import { same } from "../environment/draft.ts";
import { fileLabel, readEnvironmentFile, writeEnvironmentFile } from "../environment/environment-file.ts";
import { plannedEnvironment } from "../environment/planned-environment.ts";
import type { Change, SetupContext } from "../steps/step.ts";

type Place = Pick<SetupContext, "root" | "environment" | "answers" | "accountId">;

/** What puts settings into the environment's file. */
export function planFileSettings(context: Place, settings: readonly Setting[]): readonly Change[] {
  const { text } = plannedEnvironment(context);
  return openSettings(text, settings).map(({ path, value }) => {
    const before = valueAt(treeOfText(text), path.split("."));
    const detail = before === undefined ? `${path}: ${value}` : `${path}: ${JSON.stringify(before)} → ${value}`;
    return { action: "change", what: fileLabel(context), detail };
  });
}

/** Puts settings into the environment's file, as it stands by now. */
export async function writeFileSettings(context: Place, settings: readonly Setting[]): Promise<void> {
  const existing = readEnvironmentFile(context);
  const text = existing ?? plannedEnvironment(context).text;
  const edited = editSettings(text, openSettings(text, settings));
  if (edited !== existing) writeEnvironmentFile(context, edited);
}

function openSettings(text: string, settings: readonly Setting[]): readonly Setting[] {
  const tree = treeOfText(text);
  return settings.filter(({ path, value }) => !same(valueAt(tree, path.split(".")), value));
}
