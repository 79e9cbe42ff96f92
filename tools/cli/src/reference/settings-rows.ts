import { alternatives, isGroup, type SchemaNode, typeWords } from "../example/type-words.ts";

/** A setting of an environment's file. */
export interface SettingRow {
  /** Such as `services.<key>.cpu`. */
  readonly path: string;
  readonly takes: string;
  /** As JSON; empty where there is none. */
  readonly initial: string;
  readonly what: string;
}

/** Every setting of a schema, in its order; a key of one's own is `<key>`. */
export function settingRows(schema: SchemaNode, path: readonly string[] = []): readonly SettingRow[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, child]) =>
    typeof child === "object" ? rowsOf(child, [...path, key]) : [],
  );
  const value = schema.additionalProperties;
  return typeof value === "object" ? [...own, ...rowsOf(value, [...path, "<key>"])] : own;
}

function rowsOf(node: SchemaNode, path: readonly string[]): readonly SettingRow[] {
  const groups = alternatives(node).filter(isGroup);
  const single = groups.length < alternatives(node).length;
  const row = {
    path: path.join("."),
    takes: single ? typeWords(node) : "map",
    initial: node.default === undefined || groups.length > 0 ? "" : JSON.stringify(node.default),
    what: node.description ?? "",
  };
  const below = groups.flatMap((group) => settingRows(group, path));
  // Alternatives of one setting may have the same members.
  const known = new Map(below.map((each) => [each.path, each]));
  return single || row.what !== "" ? [row, ...known.values()] : [...known.values()];
}
