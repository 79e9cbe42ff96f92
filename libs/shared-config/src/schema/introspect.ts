import { z } from "zod";
import { environmentSchema, TIERS } from "./environment.ts";
import { productTermsSchema } from "./product.ts";

/** JSON Schema as far as this file walks it. */
type Node = z.core.JSONSchema.JSONSchema;

const schema: Node = z.toJSONSchema(environmentSchema, { io: "input" });

/** Names of the settings below a path; empty where keys are free (such as services) or the path is no group. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  const node = nodeAt(path);
  return node === undefined ? [] : branches(node).flatMap((branch) => Object.keys(branch.properties ?? {}));
}

/** Whether a setting takes a text and nothing else: what is typed for it means itself, digits too. */
export function isTextAt(path: readonly PropertyKey[]): boolean {
  return nodeAt(path)?.type === "string";
}

function nodeAt(path: readonly PropertyKey[]): Node | undefined {
  return path.reduce<Node | undefined>((at, key) => (at === undefined ? undefined : child(at, String(key))), schema);
}

/** How one setting is written, for whoever asks for it. */
export interface SettingShape {
  readonly kind: "text" | "number" | "boolean" | "list";
  /** What it may be, where that is one of several texts. */
  readonly choices: readonly string[];
  /** What it is, in a sentence without its full stop. */
  readonly description: string | undefined;
  /** What it is where nothing says otherwise. */
  readonly default: unknown;
}

/** How the setting at a path is written; undefined for a path that is none, and for a group of settings. */
export function settingShape(path: string): SettingShape | undefined {
  const keys = path.split(".");
  const node = nodeAt(keys);
  if (node === undefined || keysAt(keys).length > 0) return undefined;
  const types = branches(node).flatMap(({ type }) => type ?? []);
  const choices = branches(node).flatMap((branch) => (branch.enum ?? []).map(String));
  const has = (...wanted: readonly string[]) => types.some((type) => wanted.includes(type));
  const kind = has("array") ? "list" : has("integer", "number") ? "number" : has("boolean") ? "boolean" : "text";
  return { kind, choices, description: node.description, default: node.default };
}

function child(node: Node, key: string): Node | undefined {
  for (const branch of branches(node)) {
    const next = branch.properties?.[key] ?? branch.additionalProperties;
    if (typeof next === "object") return next;
  }
  return undefined;
}

function branches(node: Node): Node[] {
  return [node, ...(node.anyOf ?? []).filter((branch): branch is Node => typeof branch === "object")];
}

/**
 * The JSON Schema of an environment's file, for completion and checks in an editor: as the schema, but nothing is
 * required, because the product and the tier may give it, and a name may hold `${app}`, `${base}`, `${tier}` or `${environment}`.
 */
export function environmentJsonSchema(): Node {
  return { ...relax(schema), title: "Strata environment", $comment: "Generated: strata config schema --write" };
}

/** The JSON Schema of a product's file: the same terms, and a section for each tier that differs. */
export function productJsonSchema(): Node {
  const { properties, ...rest } = environmentJsonSchema();
  const own = z.toJSONSchema(productTermsSchema, { io: "input" }).properties ?? {};
  const { import: _whole, ...perTier } = own;
  const ofTier = { ...properties, ...perTier };
  const section: Node = { type: "object", properties: ofTier, additionalProperties: false };
  const tiers: Node = { type: "object", properties: Object.fromEntries(TIERS.map((tier) => [tier, section])) };
  return { ...rest, properties: { ...properties, ...own, tiers }, title: "Strata product" };
}

function relax(node: Node): Node {
  const { required: _dropped, ...rest } = node;
  const relaxed: Node = { ...rest };
  if (node.properties !== undefined) relaxed.properties = mapValues(node.properties, relaxAny);
  if (typeof node.additionalProperties === "object") relaxed.additionalProperties = relax(node.additionalProperties);
  if (node.anyOf !== undefined)
    relaxed.anyOf = node.anyOf.map((branch) => (typeof branch === "object" ? relax(branch) : branch));
  if (node.pattern !== undefined && node.type === "string") {
    const { pattern: _pattern, ...plain } = relaxed;
    return { ...plain, anyOf: [{ pattern: node.pattern }, { pattern: "\\$\\{(app|base|tier|environment)\\}" }] };
  }
  return relaxed;
}

function relaxAny(node: Node | boolean): Node | boolean {
  return typeof node === "object" ? relax(node) : node;
}

function mapValues<In, Out>(record: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
