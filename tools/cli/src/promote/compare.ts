import { isDeepStrictEqual } from "node:util";
import { isTree, type Tree, valueAt } from "@strata/shared-config";
import { covers, type Kind, kindOf, mixesKinds } from "./kinds.ts";
import type { Spelled } from "./spelled.ts";

/** A setting in which two environments differ. */
export interface Difference {
  readonly path: readonly string[];
  readonly kind: Kind;
  /** Undefined where an environment has no such setting, so that the schema's default counts. */
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * All differences, by path. Lists and scalars are compared whole; what only one of the two has is one difference, unless a part
 * of it is an environment's own.
 */
export function compareEnvironments(from: Spelled, to: Spelled): readonly Difference[] {
  const required = [...from.required, ...to.required];
  return pathsOf(from.settings, to.settings, [], required).map((path) => {
    const both = { path, from: valueAt(from.settings, path), to: valueAt(to.settings, path) };
    const written = [from, to].some(({ own }) => says(own, path));
    return { ...both, kind: kindOf({ ...both, written }, required) };
  });
}

/** Whether a file says something at a path, above it, or below it. */
function says(own: Tree, path: readonly string[]): boolean {
  for (let depth = 1; depth <= path.length; depth += 1) {
    const value = valueAt(own, path.slice(0, depth));
    if (value === undefined) return false;
    if (!isTree(value)) return true;
  }
  return true;
}

function pathsOf(from: Tree, to: Tree, above: readonly string[], required: readonly string[]): string[][] {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return keys.flatMap((key) => {
    const [one, other] = [from[key], to[key]];
    if (isDeepStrictEqual(one, other)) return [];
    const path = [...above, key];
    if (isTree(one) && isTree(other)) return pathsOf(one, other, path, required);
    if ((isTree(one) || isTree(other)) && mixesKinds(path, required)) {
      return pathsOf(isTree(one) ? one : {}, isTree(other) ? other : {}, path, required);
    }
    return [path];
  });
}

/** What is to be promoted. */
export interface Wanted {
  /** Paths; what lies below one goes with it. Empty: what is released. */
  readonly paths: readonly string[];
  readonly all: boolean;
}

/** The differences that are to go along. */
export function chosenOf(differences: readonly Difference[], { paths, all }: Wanted): readonly Difference[] {
  const kinds: readonly Kind[] = all ? ["release", "size", "other"] : ["release"];
  if (paths.length === 0) return differences.filter(({ kind }) => kinds.includes(kind));
  return differences.filter(({ path }) => paths.some((wanted) => covers(wanted.split("."), path)));
}

/** Wanted paths in which the two do not differ. */
export function idlePaths(differences: readonly Difference[], { paths }: Wanted): readonly string[] {
  return paths.filter((wanted) => !differences.some(({ path }) => covers(wanted.split("."), path)));
}
