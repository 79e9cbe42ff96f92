import { isTree, optionInvalid } from "@strata/shared-config";
import { LineCounter, parseDocument } from "yaml";

/**
 * A map in YAML, or in JSON, which is YAML, too.
 * @param name of the file, for errors
 * @throws StrataError OPTION_INVALID naming the line; the text is not repeated, for it may hold a secret
 */
export function parsePlain(name: string, text: string): Readonly<Record<string, unknown>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    throw optionInvalid(`${name}:${line} cannot be parsed: ${error.code}`, `correct line ${line} of ${name}`);
  }
  const parsed: unknown = document.toJS();
  if (isTree(parsed)) return parsed;
  throw optionInvalid(`${name} is empty, or no map of keys`, "give a file with the keys of a configuration");
}
