import { isTree, type Tree } from "@strata/shared-config";
import { type Document, isMap, parseDocument } from "yaml";

/** A value at a path of an environment's file. */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
}

/** An environment's file as plain data; empty where it is no map. */
export function treeOfText(text: string): Tree {
  const tree: unknown = parseDocument(text).toJS();
  return isTree(tree) ? tree : {};
}

/**
 * The text with values put at their paths; comments, order and everything else stay.
 *
 * @returns the very same text where there is nothing to put
 */
export function editText(text: string, settings: readonly Setting[]): string {
  if (settings.length === 0) return text;
  // An editor may read YAML 1.1, where a plain off is a boolean.
  const document = parseDocument(text, { compat: "yaml-1.1" });
  for (const { path, value } of settings) put(document, path.split("."), value);
  return document.toString({ lineWidth: 0 });
}

/** Puts a value at a path; what stood in its way, such as `https: false`, goes. */
function put(document: Document.Parsed, keys: readonly string[], value: unknown): void {
  for (let length = 1; length < keys.length; length++) {
    const above = keys.slice(0, length);
    if (document.hasIn(above) && !isMap(document.getIn(above))) document.deleteIn(above);
  }
  document.setIn(keys, document.createNode(value));
}
