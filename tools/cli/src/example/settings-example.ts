/*
 * Each setting is a line: commented out, with its default or, in <>, what it takes, then what it does. Indentation stands
 * before the #, so that a line counts once its # is gone. Settings that an environment has to give stand open.
 */
import { asTree, valueAt } from "@strata/shared-config";
import { stringify } from "yaml";
import { alternatives, isGroup, type SchemaNode, typeWords } from "./type-words.ts";

/** What is known of an environment before its file says anything. */
export interface Known {
  /** Settings that product and tier give. */
  readonly settings: unknown;
  /** Paths that the file has to give. */
  readonly required: readonly string[];
}

/** A place in the tree of settings. */
interface Place {
  readonly path: readonly string[];
  /** What product and tier say there. */
  readonly given: unknown;
  /** Paths, from here on, that the file has to give. */
  readonly required: readonly (readonly string[])[];
}

/** Stands for a key of one's own. */
const ANY_KEY = "<key>";

/** The lines for all settings of a schema, in its order. */
export function settingsExample(schema: SchemaNode, { settings, required }: Known): string[] {
  return linesBelow(schema, { path: [], given: settings, required: required.map((path) => path.split(".")) });
}

function linesBelow(node: SchemaNode, place: Place): string[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
    typeof child === "object" ? linesOf(key, child, below(place, key)) : [],
  );
  const value = node.additionalProperties;
  if (typeof value !== "object") return own;
  const keys = new Set([...Object.keys(asTree(place.given)), ...place.required.flatMap(([key]) => key ?? [])]);
  return [...(keys.size === 0 ? [ANY_KEY] : keys)].flatMap((key) => linesOf(key, value, below(place, key)));
}

function linesOf(key: string, node: SchemaNode, place: Place): string[] {
  const groups = alternatives(node).filter(isGroup);
  const single = groups.length < alternatives(node).length;
  const wanted = place.given === undefined && place.required.some((path) => path.length === 0);
  if (wanted && single) return [line(place, true, `${key}:`, ["required", typeWords(node), node.description])];

  // One of several maps is best shown as it is, and so is a value that could be a map as well.
  const plain = place.given !== undefined && (groups.length !== 1 || single);
  if (plain) return [line(place, false, `${key}: ${inline(place.given)}`, [node.description])];
  const value = node.default === undefined ? `<${typeWords(node)}>` : inline(node.default);
  const words = node.default === undefined || saysItself(node, value) ? undefined : typeWords(node);
  const alone = single ? [line(place, false, `${key}: ${value}`, [words, node.description])] : [];
  if (groups.length === 0) return alone;
  const which = groups.length > 1 ? "one of these" : undefined;
  const head = line(place, place.required.length > 0, `${key}:`, [
    single ? "or in parts" : undefined,
    which,
    single ? undefined : node.description,
  ]);
  return [...alone, head, ...groups.flatMap((group) => linesBelow(group, place))];
}

function below({ path, given, required }: Place, key: string): Place {
  const open = required.filter(([first]) => first === key).map((rest) => rest.slice(1));
  const value = valueAt(given, [key]);
  // What product and tier give already is not asked for.
  return {
    path: [...path, key],
    given: value,
    required: open.filter((rest) => valueAt(value, rest) === undefined),
  };
}

function line({ path }: Place, open: boolean, setting: string, words: readonly (string | undefined)[]): string {
  const said = words.filter((word) => word !== undefined && word !== "").join("; ");
  const indent = "  ".repeat(path.length - 1);
  return `${indent}${open ? "" : "# "}${setting}${said === "" ? "" : ` # ${said.replaceAll("\n", " ")}`}`;
}

/** Whether the default says already what a setting takes. */
function saysItself(node: SchemaNode, value: string): boolean {
  return ["true | false", "text", value].includes(typeWords(node));
}

function inline(value: unknown): string {
  return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();
}
