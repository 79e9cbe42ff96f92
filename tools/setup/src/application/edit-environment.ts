import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, Scalar } from "yaml";

/** A setting of an environment's file, and its new value. */
export interface SettingEdit {
  readonly path: readonly string[];
  readonly value: string | number;
}

/** The text of an environment's file with some settings changed. Comments and the order of all else stay. */
export function editedText(text: string, edits: readonly SettingEdit[]): string {
  const document = parseDocument(text);
  for (const { path, value } of edits) {
    const node = new Scalar(value);
    // An editor may read YAML 1.1, where a plain off is a boolean.
    if (value === "off" || value === "on") node.type = Scalar.QUOTE_DOUBLE;
    document.setIn(path, node);
  }
  return document.toString({ lineWidth: 0 });
}

/** Changes settings in an environment's file, all of them or none. */
export function editEnvironment(root: string, environment: string, edits: readonly SettingEdit[]): void {
  const file = join(root, "environments", `${environment}.yaml`);
  const draft = `${file}.draft`;
  writeFileSync(draft, editedText(readFileSync(file, "utf8"), edits));
  renameSync(draft, file);
}
