import { isDeepStrictEqual } from "node:util";
import { type Tree, valueAt } from "@strata/shared-config";
import { diffArrays } from "diff";
import { type Document, isMap, parse, parseDocument } from "yaml";
import type { Difference } from "./compare.ts";

const STYLE = { lineWidth: 0 } as const;

/**
 * The text of an environment's file with settings changed: comments, order and untouched lines stay as they are. A
 * setting that product and tier give already needs no line; one that they give and that is to go is set to null.
 *
 * @param changes each `from` is the value to have, undefined for none
 * @param given what product and tier say without the file
 */
export function editFile(text: string, changes: readonly Difference[], given: Tree): string {
  const document = parseDocument(text);
  const before = document.toString(STYLE);
  for (const { path, from } of changes) set(document, path, from, valueAt(given, path));
  const after = document.toString(STYLE);
  const kept = keepLines(text, before, after);
  return isDeepStrictEqual(parse(kept), parse(after)) ? kept : after;
}

function set(document: Document, path: readonly string[], value: unknown, given: unknown): void {
  if (isDeepStrictEqual(value, given)) removeAt(document, path);
  else document.setIn(path, document.createNode(value ?? null));
}

/** Takes a setting away, and the maps that are empty without it. */
function removeAt(document: Document, path: readonly string[]): void {
  document.deleteIn(path);
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    const above = document.getIn(path.slice(0, depth));
    if (!isMap(above) || above.items.length > 0) return;
    document.deleteIn(path.slice(0, depth));
  }
}

/** The library writes the whole file in its own style: what it did not change is taken from the file as it was. */
function keepLines(text: string, before: string, after: string): string {
  const [original, old] = [text.split("\n"), before.split("\n")];
  if (original.length !== old.length) return after;
  let line = 0;
  return diffArrays(old, after.split("\n"))
    .flatMap(({ added, removed, value, count }) => {
      if (added) return value;
      line += count;
      return removed ? [] : original.slice(line - count, line);
    })
    .join("\n");
}
