/*
 * A key's row is the one of its own name; else, for Pulumi, the one of its name without the project's. The rules of a
 * row are followed in their order. A secret's value, encrypted or not, is in no outcome.
 */
import { didYouMean, type ImportRow, type ImportRows, type ImportRule, isTree } from "@strata/shared-config";
import { convert, plainValue } from "./convert.ts";
import type { ForeignFile, ForeignKey } from "./foreign-file.ts";

/** What becomes of a key, or of a part of it. */
export type Outcome =
  | { readonly kind: "setting"; readonly path: string; readonly value: unknown }
  | { readonly kind: "secret"; readonly path: string; readonly layers: readonly string[] }
  /** Nothing took it, and somebody has to look. */
  | { readonly kind: "left"; readonly key: string; readonly why: string }
  /** It says nothing, in the original either. */
  | { readonly kind: "unused"; readonly key: string; readonly why: string };

type Rows = ImportRows[ForeignFile["kind"]];

/** A reference to another key of the file. */
const REFERENCE = /^\$\{([^}]+)\}$/;

/** What becomes of each key of a file, in the file's order. */
export function planImport(file: ForeignFile, imports: ImportRows): Outcome[] {
  const rows = imports[file.kind];
  return file.keys.flatMap((entry): Outcome[] => {
    const { key } = entry;
    const row = rowFor(rows, file.kind, key);
    if (row === undefined) {
      return [{ kind: "left", key, why: `is no key of the original${didYouMean(key, Object.keys(rows))}` }];
    }
    if (entry.problem !== undefined) return [{ kind: "left", key, why: entry.problem }];
    if (!entry.secure && plainValue(entry.value, file.kind) === null) {
      return [{ kind: "unused", key, why: "has no value" }];
    }
    return (Array.isArray(row) ? row : [row]).flatMap((rule) =>
      followRule(typeof rule === "string" ? { to: rule } : rule, entry, file),
    );
  });
}

/** The row of a key. */
export function rowFor(rows: Rows, kind: ForeignFile["kind"], key: string): ImportRow | undefined {
  if (Object.hasOwn(rows, key)) return rows[key];
  const name = kind === "pulumi" ? key.slice(key.indexOf(":") + 1) : key;
  return Object.hasOwn(rows, name) ? rows[name] : undefined;
}

function followRule(rule: ImportRule, entry: ForeignKey, file: ForeignFile): Outcome[] {
  const { key } = entry;
  const left = (why: string): Outcome[] => [{ kind: "left", key, why }];
  if (rule.secret !== undefined) return [secretAt(rule.secret, rule)];
  if (rule.by !== undefined) {
    if (keyNamed(file, rule.by) !== undefined) return [];
    return [{ kind: "unused", key, why: `counts with ${rule.by} only, which the file does not have` }];
  }
  if (rule.note !== undefined) return left(rule.note);
  if (entry.secure) return encrypted(entry, rule, rule.to);
  const value = plainValue(entry.value, file.kind);
  if (rule.when !== undefined) return followBranch(rule, rule.when, { ...entry, value }, file);
  if (rule.entries !== undefined) return followEntries(key, rule.entries, value);
  if (rule.each !== undefined) return followEach(key, rule.each, value);
  if (rule.to === undefined) return left("has a row that says nothing");
  const converted = convert(entry.value, rule.as, file.kind);
  if ("problem" in converted) return left(converted.problem);
  return converted.value === undefined ? [] : [{ kind: "setting", path: rule.to, value: converted.value }];
}

function followBranch(
  rule: ImportRule,
  when: NonNullable<ImportRule["when"]>,
  { key, value }: ForeignKey,
  file: ForeignFile,
): Outcome[] {
  const branch = when[String(value)];
  if (branch === undefined) return [{ kind: "left", key, why: `must be one of: ${Object.keys(when).join(", ")}` }];
  return Object.entries(branch).flatMap(([path, wanted]): Outcome[] => {
    const other = typeof wanted === "string" ? REFERENCE.exec(wanted)?.[1] : undefined;
    if (other === undefined) return [{ kind: "setting", path, value: wanted }];
    const found = keyNamed(file, other);
    if (found === undefined) return [{ kind: "left", key, why: `needs ${other}, which the file does not have` }];
    if (found.secure) return encrypted(found, rule, path);
    return [{ kind: "setting", path, value: plainValue(found.value, file.kind) }];
  });
}

function followEntries(key: string, entries: Readonly<Record<string, string | string[]>>, value: unknown): Outcome[] {
  if (!isTree(value)) return [{ kind: "left", key, why: "is no map" }];
  return Object.entries(value).flatMap(([name, part]): Outcome[] => {
    const paths = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (paths === undefined) {
      const why = `is no key of the original${didYouMean(name, Object.keys(entries))}`;
      return [{ kind: "left", key: `${key}.${name}`, why }];
    }
    if (part === null) return [{ kind: "unused", key: `${key}.${name}`, why: "has no value" }];
    return [paths].flat().map((path) => ({ kind: "setting", path, value: part }));
  });
}

function followEach(key: string, each: NonNullable<ImportRule["each"]>, value: unknown): Outcome[] {
  if (!isTree(value)) return [{ kind: "left", key, why: "is no map" }];
  return Object.entries(value).flatMap(([name, part]) => {
    const entries = Object.entries(each).map(([entry, paths]): [string, string[]] => [
      entry,
      [paths].flat().map((path) => path.replaceAll("${key}", name)),
    ]);
    return followEntries(`${key}.${name}`, Object.fromEntries(entries), part);
  });
}

/** An encrypted value at a path of plain settings: it may stay a secret only where the rule names the layers that read it. */
function encrypted({ key }: ForeignKey, rule: ImportRule, path: string | undefined): Outcome[] {
  if (path !== undefined && rule.layers !== undefined) return [secretAt(path, rule)];
  const where = path === undefined ? "" : ` and write it to ${path}`;
  return [{ kind: "left", key, why: `is encrypted: read it with pulumi config get ${key}${where}, if all may see it` }];
}

function secretAt(path: string, { layers }: ImportRule): Outcome {
  return { kind: "secret", path, layers: layers ?? [path.slice(0, path.indexOf("."))] };
}

/** The key of a file that a row speaks of; undefined where it has no value. */
function keyNamed(file: ForeignFile, name: string): ForeignKey | undefined {
  const of = (key: string) => key === name || (file.kind === "pulumi" && key.slice(key.indexOf(":") + 1) === name);
  return file.keys.find(({ key, value, secure }) => of(key) && (secure || (value !== null && value !== undefined)));
}
