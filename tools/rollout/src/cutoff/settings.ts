import { isTree, valueAt } from "@strata/shared-config";

/** One thing that a program read of its environment. */
export interface Setting {
  readonly path: readonly string[];
  /** The keys of a map, sorted. */
  readonly keys?: readonly string[];
  /** Anything else than a map; absent where there was nothing. */
  readonly value?: unknown;
}

/** What stands in an environment at some paths, by path. */
export function pickSettings(environment: unknown, paths: Iterable<readonly string[]>): readonly Setting[] {
  const settings = new Map<string, Setting>();
  for (const path of paths) settings.set(JSON.stringify(path), settingAt(environment, path));
  return [...settings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, setting]) => setting);
}

/** What stands at a path. */
export function settingAt(environment: unknown, path: readonly string[]): Setting {
  const value = valueAt(environment, path);
  if (isTree(value)) return { path, keys: keysOf(value) };
  return value === undefined ? { path } : { path, value };
}

/** Every path that an environment has, for a program that does not tell which ones it read. */
export function allPaths(environment: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (!isTree(environment)) return [path];
  return [path, ...keysOf(environment).flatMap((key) => allPaths(environment[key], [...path, key]))];
}

/** A text that is the same for the same value: the order of keys does not count. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      isTree(inner) ? Object.fromEntries(keysOf(inner).map((key) => [key, inner[key]])) : inner,
    ) ?? ""
  );
}

/** A key without a value is no key: a resolved environment has some. */
function keysOf(tree: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(tree)
    .filter((key) => tree[key] !== undefined)
    .sort();
}
