import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, parseDocument } from "yaml";
import { isTree, type Tree, valueAt } from "../load/tree.ts";
import { keepLines } from "./keep-lines.ts";

/** What is to stand at a path of an environment's file. */
export interface Edit {
  /** Keys; in a text, dots part them. */
  readonly path: string | readonly string[];
  /** Undefined for none. */
  readonly value: unknown;
}

/** One whose path is a text. */
export interface Setting extends Edit {
  readonly path: string;
}

// An editor may read YAML 1.1, where a plain off is a boolean.
const PARSING = { compat: "yaml-1.1" } as const;

/** An environment's file as plain data; empty where it is no map. */
export function treeOfText(text: string): Tree {
  const tree: unknown = parseDocument(text).toJS();
  return isTree(tree) ? tree : {};
}

/**
 * The text of an environment's file with values put at their paths: comments, order and untouched lines stay byte for byte.
 * What stands in the way of a path, such as `https: false`, goes.
 *
 * @param given what product and tier say without the file: a setting that they give already needs no line, and one that they
 *   give and that is to go is set to null. @default - each setting gets its line
 * @returns the very same text where there is nothing to put
 */
export function editSettings(text: string, settings: readonly Edit[], given?: Tree): string {
  if (settings.length === 0) return text;
  const document = parseDocument(text, PARSING);
  // Lines that the library indents as the file does can stand beside the file's own.
  const style = { lineWidth: 0, indent: /^( +)[^ #-]/m.exec(text)?.[1]?.length ?? 2 };
  const before = document.toString(style);
  for (const { path, value } of settings) {
    const keys = typeof path === "string" ? path.split(".") : path;
    if (given !== undefined && isDeepStrictEqual(value, valueAt(given, keys))) removeAt(document, keys);
    else put(document, keys, value);
  }
  const after = document.toString(style);
  const kept = keepLines(text, before, after);
  return isDeepStrictEqual(treeOfText(kept), treeOfText(after)) ? kept : after;
}

function put(document: Document.Parsed, keys: readonly string[], value: unknown): void {
  for (let length = 1; length < keys.length; length++) {
    const above = keys.slice(0, length);
    if (document.hasIn(above) && !isMap(document.getIn(above))) document.deleteIn(above);
  }
  // A scalar takes the place of another one's value, whose comment then stays.
  document.setIn(keys, typeof value === "object" ? document.createNode(value) : (value ?? null));
}

/** Takes a setting away, and the maps that are empty without it. */
function removeAt(document: Document.Parsed, path: readonly string[]): void {
  document.deleteIn(path);
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    const above = document.getIn(path.slice(0, depth));
    if (!isMap(above) || above.items.length > 0) return;
    document.deleteIn(path.slice(0, depth));
  }
}
