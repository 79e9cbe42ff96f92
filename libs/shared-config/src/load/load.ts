/*
 * A value comes from the first of: stack config (strata:<path>) -> an environment variable (STRATA__<path>) -> the
 * environment's file -> the product (its section for the tier before the rest of the file) -> the tier -> the schema's
 * default.
 */
import { parse } from "yaml";
import { checkEnvironment } from "../checks/index.ts";
import { type Environment, resolveEnvironment } from "../resolve.ts";
import { environmentSchema, TIERS } from "../schema/environment.ts";
import { isTextAt, keysAt } from "../schema/introspect.ts";
import { fileOf } from "./catalogue.ts";
import { invalidEnvironment, type Problem, problemsOf } from "./problems.ts";
import { productOf, requiredBy } from "./product.ts";
import { parseSource, readSource, type Source, type SourceKind, sectionOf } from "./source.ts";
import { expandNames, isTree, mergeTrees, type Tree, treeOf, valueAt } from "./tree.ts";

/** Settings of a stack's config by path, as text: `{"services.app.desiredCount": "2"}`. */
export type Overrides = Readonly<Record<string, string>>;

const VARIABLE_PREFIX = "STRATA__";

/** An environment's settings before they are resolved, with what they came from. */
interface Gathered {
  /** Strongest first. */
  readonly sources: readonly Source[];
  readonly tree: Tree;
  /** Paths that the product wants to be set. */
  readonly required: readonly string[];
}

/**
 * The description of an environment, complete and checked.
 * @param root the repository
 * @throws StrataError ENVIRONMENT_UNKNOWN, PRODUCT_UNKNOWN or ENVIRONMENT_INVALID, which names every problem with its
 *   file, line, path, value and what is allowed
 */
export function loadEnvironment(root: string, name: string, overrides: Overrides = {}): Environment {
  return complete(name, gather(root, name, ownSource(root, name), overrides));
}

/**
 * {@link loadEnvironment}, of a text as if it stood in `environments/<name>.yaml`. Nothing is written.
 * @throws as {@link loadEnvironment}
 */
export function loadEnvironmentText(root: string, name: string, text: string): Environment {
  return complete(name, gather(root, name, textSource(name, text)));
}

/**
 * What is wrong with one setting of a text that may lack others: what the schema says of it, and what the rules between
 * settings say of it as soon as the text is whole.
 * @throws StrataError PRODUCT_UNKNOWN; ENVIRONMENT_INVALID for a text that is no description at all
 */
export function settingProblems(root: string, name: string, text: string, path: string): readonly string[] {
  const keys = path.split(".");
  const isHere = ({ path: at }: Problem) => keys.every((key, index) => String(at[index]) === key);
  const { tree } = gather(root, name, textSource(name, text));
  const parsed = environmentSchema.safeParse(tree, { reportInput: true });
  const problems = parsed.success
    ? checkEnvironment(resolveEnvironment(name, parsed.data))
    : problemsOf(parsed.error.issues, keysAt);
  return problems.filter(isHere).map(({ message }) => message);
}

function complete(name: string, { sources, tree, required }: Gathered): Environment {
  const missing = requiredBy(required, tree);
  if (missing.length > 0) throw invalidEnvironment(name, missing, sources);
  const parsed = environmentSchema.safeParse(tree, { reportInput: true });
  if (!parsed.success) throw invalidEnvironment(name, problemsOf(parsed.error.issues, keysAt), sources);
  const environment = resolveEnvironment(name, parsed.data);
  const problems = checkEnvironment(environment);
  if (problems.length > 0) throw invalidEnvironment(name, problems, sources);
  return environment;
}

/** One place that says something about a path. */
export interface Explanation {
  readonly kind: SourceKind;
  readonly label: string;
  readonly line: number | undefined;
  readonly value: unknown;
}

/**
 * Where the value at a path comes from: every source that has one, the one that wins first.
 * @throws as {@link loadEnvironment}, and ENVIRONMENT_INVALID for a path that is no setting
 */
export function explain(root: string, name: string, path: string, overrides: Overrides = {}): Explanation[] {
  const environment = loadEnvironment(root, name, overrides);
  const { sources } = gather(root, name, ownSource(root, name), overrides);
  const keys = path.split(".");
  const found = sources.flatMap((source): Explanation[] => {
    const value = valueAt(source.tree, keys);
    return value === undefined ? [] : [{ kind: source.kind, label: source.label, line: source.lineOf(keys), value }];
  });
  const value = valueAt(environment, keys);
  if (found.length > 0 || value !== undefined) {
    return [
      ...found,
      ...(found.length === 0 ? [{ kind: "default" as const, label: "schema", line: undefined, value }] : []),
    ];
  }
  const parent = keysAt(keys.slice(0, -1));
  throw invalidEnvironment(
    name,
    [{ path: keys, message: `no such setting; here there are: ${parent.join(", ")}` }],
    [],
  );
}

function ownSource(root: string, name: string): Source {
  return readSource(root, fileOf(root, "environment", name), "environment");
}

function textSource(name: string, text: string): Source {
  return parseSource(`environments/${name}.yaml`, text, "environment");
}

function gather(root: string, name: string, environment: Source, overrides: Overrides = {}): Gathered {
  const config = Object.entries(overrides).map(
    ([path, text]): Source => ({
      kind: "stack config",
      label: `strata:${path}`,
      tree: settingTree(path.split("."), text),
      lineOf: () => undefined,
    }),
  );
  const tier = requireName(name, environment, "tier", TIERS);
  const product = readSource(root, fileOf(root, "product", requireName(name, environment, "product")), "product");
  const { settings, section, required } = productOf(product, tier);
  const sources = [
    ...config,
    ...variableSources(),
    environment,
    sectionOf(product, ["tiers", tier], section),
    { ...product, tree: settings },
    readSource(root, fileOf(root, "tier", tier), "tier"),
  ];
  const merged = sources.toReversed().reduce<Tree>((under, source) => mergeTrees(under, source.tree), {});
  return { sources, tree: withNames(merged, tier), required };
}

/** Settings in the process's variables: `STRATA__data__redis__nodeType=cache.t4g.small`. */
function variableSources(): Source[] {
  return Object.entries(process.env).flatMap(([variable, text]): Source[] => {
    if (!variable.startsWith(VARIABLE_PREFIX) || text === undefined) return [];
    const tree = settingTree(variable.slice(VARIABLE_PREFIX.length).split("__"), text);
    return [{ kind: "variable", label: variable, tree, lineOf: () => undefined }];
  });
}

/** A setting that was typed, as YAML; but an account id is a text, and so is a version such as 7.1. */
function settingTree(path: readonly string[], text: string): Tree {
  const value = parse(text);
  return treeOf(path, typeof value === "number" && isTextAt(path) ? text.trim() : value);
}

/**
 * `${app}`, `${base}`, `${tier}` and `${environment}` may stand in any text, so that a renamed application renames its
 * resources.
 */
function withNames(tree: Tree, tier: string): Tree {
  const { app } = tree;
  if (typeof app !== "string") return tree;
  const text = (path: readonly string[], otherwise: string) => {
    const value = valueAt(tree, path);
    return typeof value === "string" ? value : otherwise;
  };
  const own = { app, tier, environment: text(["naming", "environment"], tier) };
  const names = { ...own, base: String(expandNames(text(["naming", "base"], app), own)) };
  const expanded = expandNames(tree, names);
  return isTree(expanded) ? expanded : tree;
}

function requireName(name: string, source: Source, key: string, allowed: readonly string[] = []): string {
  const value = source.tree[key];
  if (typeof value === "string" && (allowed.length === 0 || allowed.includes(value))) return value;
  const message = allowed.length === 0 ? "is required" : `must be one of: ${allowed.join(", ")}`;
  throw invalidEnvironment(name, [{ path: [key], message }], [source]);
}
