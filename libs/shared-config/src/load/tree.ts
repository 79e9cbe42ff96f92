/** Plain data as YAML gives it. */
export type Tree = { readonly [key: string]: Value };
export type Value = string | number | boolean | null | readonly Value[] | Tree;

/** Whether a value is a map, and no list. */
export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A map as it is; of anything else an empty one. */
export function asTree(value: unknown): Tree {
  return isTree(value) ? value : {};
}

/** A list as it is; of anything else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * `over` laid on `under`: maps merge key by key, lists and scalars replace, and null takes a key away.
 */
export function mergeTrees(under: Tree, over: Tree): Tree {
  const merged: Record<string, Value> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (value === null) delete merged[key];
    else if (isTree(value)) merged[key] = mergeTrees(asTree(below), value);
    else merged[key] = value;
  }
  return merged;
}

/** The value at a path, or undefined where the tree has none. */
export function valueAt(tree: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isTree(value) ? value[String(key)] : undefined;
  }, tree);
}

/** The tree that holds only `value` at `path`. */
export function treeOf(path: readonly string[], value: Value): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return {};
  return { [key]: rest.length === 0 ? value : treeOf(rest, value) };
}

/** Every string of the tree with the placeholders `${name}` that `names` knows filled in; others stay as they are. */
export function expandNames(value: Value, names: Readonly<Record<string, string>>): Value {
  if (typeof value === "string") return value.replace(/\$\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
  if (isTree(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expandNames(inner, names)]));
  }
  return Array.isArray(value) ? value.map((inner: Value) => expandNames(inner, names)) : value;
}
