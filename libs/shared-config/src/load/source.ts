import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { isMap, LineCounter, parseDocument, YAMLParseError } from "yaml";
import { StrataError } from "../errors.ts";
import { isTree, type Tree } from "./tree.ts";

/** Where a value may come from, the strongest first. */
export const SOURCE_KINDS = ["stack config", "variable", "environment", "product", "tier", "default"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** One file (or part of one) that says something about an environment. */
export interface Source {
  readonly kind: SourceKind;
  /** The file relative to the repository, or how the value was given. */
  readonly label: string;
  readonly tree: Tree;
  /** Line of a path's value in the file, from 1; undefined where the source has no such path or is no file. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined;
}

/** Larger files are not environment descriptions, and parsing them would only hide that. */
const MAX_BYTES = 512 * 1024;

/** What each file said when it was last read: the same files are asked for again and again, and YAML takes 10 ms a file. */
const readings = new Map<string, { readonly text: string; readonly source: Source }>();

/**
 * Reads a YAML file as a source.
 * @throws StrataError ENVIRONMENT_INVALID naming file and line where it is no map, too large or not YAML
 */
export function readSource(root: string, file: string, kind: SourceKind): Source {
  const text = readFileSync(file, "utf8");
  const known = readings.get(file);
  if (known?.text === text && known.source.kind === kind) return known.source;
  const source = parseSource(relative(root, file), text, kind);
  readings.set(file, { text, source });
  return source;
}

/** {@link readSource}, of a text that is in no file yet. */
export function parseSource(label: string, marked: string, kind: SourceKind): Source {
  const text = marked.replace(/^\uFEFF/, "");
  if (text.length > MAX_BYTES) throw invalid(label, 1, `has ${text.length} characters; the limit is ${MAX_BYTES}`);

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [error] = document.errors;
  if (error instanceof YAMLParseError) throw invalid(label, lines.linePos(error.pos[0]).line, error.message);

  const tree: unknown = document.toJS();
  if (!isTree(tree)) throw invalid(label, 1, "is empty or not a map of settings");

  return {
    kind,
    label,
    tree,
    lineOf: (path) => {
      const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
      const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(path.at(-1))) : undefined;
      const node: unknown = pair?.key ?? document.getIn(path, true);
      const start = hasRange(node) ? node.range[0] : undefined;
      return start === undefined ? undefined : lines.linePos(start).line;
    },
  };
}

/** A part of another source, such as the section of a tier in a product's file. */
export function sectionOf(source: Source, path: readonly string[], tree: Tree): Source {
  return { ...source, tree, lineOf: (inner) => source.lineOf([...path, ...inner]) };
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

function invalid(label: string, line: number, what: string): StrataError {
  return new StrataError("ENVIRONMENT_INVALID", `${label}:${line} ${what}`, {
    hint: `correct ${label}, then: strata config validate`,
    fault: "user",
  });
}
