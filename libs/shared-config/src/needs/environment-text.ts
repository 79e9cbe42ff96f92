import { Document } from "yaml";
import { asTree } from "../load/tree.ts";
import { environmentJsonSchema } from "../schema/introspect.ts";

/** What an environment's file is made of. */
export interface EnvironmentFile {
  readonly product: string;
  readonly tier: string;
  readonly settings: readonly { readonly path: string; readonly value: unknown }[];
  /** What its first lines say of it, below the name of the schema. @default - nothing */
  readonly comment?: string;
  /** Path of environments/schema.json, seen from the file's folder. */
  readonly schema: string;
}

/** The text of an environment's file: sections in the schema's order, and in each the settings in their own. */
export function environmentText({ product, tier, settings, comment, schema }: EnvironmentFile): string {
  const tree: Record<string, unknown> = { product, tier };
  for (const { path, value } of settings) put(tree, path.split("."), value);
  const order = Object.keys(environmentJsonSchema().properties ?? {});
  const sorted = Object.entries(tree).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  // An editor may read YAML 1.1, where a plain off is a boolean.
  const document = new Document(Object.fromEntries(sorted), { compat: "yaml-1.1" });
  const lines = [`yaml-language-server: $schema=${schema}`, ...(comment === undefined ? [] : [comment])];
  document.commentBefore = lines.map((line) => ` ${line}`).join("\n");
  return document.toString({ lineWidth: 120 });
}

/** Puts a value at a path; what stood in its way goes. */
function put(tree: Record<string, unknown>, [key, ...rest]: readonly string[], value: unknown): void {
  if (key === undefined) return;
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const below = tree[key];
  const inner: Record<string, unknown> = { ...asTree(below) };
  tree[key] = inner;
  put(inner, rest, value);
}
