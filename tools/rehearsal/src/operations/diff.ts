import type { ResourceFacts } from "@strata/sdk-facts";
import { ruleOf } from "../resources/registry.ts";
import type { ResourceRule } from "../resources/rule.ts";
import { sameDocument, sameSet, sameValue } from "../wire/equality.ts";
import { hasUnknown, isList, isObject, reveal, revealAll, texts, type Value, type Values } from "../wire/values.ts";
import type { Scope } from "./cloud.ts";
import { namingOf } from "./naming.ts";
import { allTags } from "./outputs.ts";

/** One changed property: its path, and what happens with it. */
export interface PropertyChange {
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
}

/** What an update would change. */
export interface Difference {
  readonly changes: readonly PropertyChange[];
  /** The properties that make it a new resource. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** What a comparison knows besides inputs: the properties in the state, and the provider's present configuration. */
export interface DiffContext {
  readonly state: Values;
  readonly scope: Scope;
  /**
   * Paths whose changes do not count, as the program said. The engine resets them in an update's inputs; in a refresh
   * it leaves them to the provider. Source: github.com/pulumi/pulumi, pkg/resource/deploy, RefreshStep.
   */
  readonly ignored: readonly string[];
}

/** Compares the inputs in the state with the new ones, and the tags that the provider adds. */
export function diff(facts: ResourceFacts, before: Values, after: Values, context?: DiffContext): Difference {
  const rule = ruleOf(facts.token);
  const [old, now] = [revealAll(before), revealAll(after)];
  const counts = ({ path }: PropertyChange) => !context?.ignored.some((ignored) => isWithin(path, ignored));
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((name) => !name.startsWith("__") && !same(rule, name, old[name], now[name]))
    .sort()
    .map((name) => ({
      name,
      changes: describe(name, old[name], now[name], isReplacing(facts, rule, name))
        .map((change) => withPath(rule, change))
        .filter(counts),
    }))
    .filter(({ changes }) => changes.length > 0);
  const replaces = changed.filter(({ changes }) => changes.some((change) => change.replaces)).map(({ name }) => name);
  return {
    changes: [
      ...changed.flatMap(({ changes }) => changes),
      ...(changed.some(({ name }) => name === "tags") || !context
        ? []
        : tagChanges(facts, now, context).filter(counts)),
    ],
    replaces,
    deleteBeforeReplace: replaces.length > 0 && keepsItsName(facts, before, old, now),
  };
}

/** Other default tags of the provider change every tagged resource, though none of its inputs did. */
function tagChanges(facts: ResourceFacts, inputs: Values, { state, scope }: DiffContext): PropertyChange[] {
  const before = reveal(state.tagsAll ?? null);
  if (!facts.taggable || before === null || hasUnknown(inputs.tags ?? null)) return [];
  return sameValue(before, allTags(inputs, scope)) ? [] : describe("tagsAll", before, allTags(inputs, scope), false);
}

function same(rule: ResourceRule, name: string, before: Value | undefined, after: Value | undefined): boolean {
  if (rule.documents?.includes(name)) return sameDocument(before, after);
  if (rule.sets?.includes(name) && isList(before) && isList(after)) return sameSet(before, after);
  return sameValue(before, after);
}

/** Properties that make a new resource of any type of a provider, unless a table says otherwise. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  aws: ["region", "name", "namePrefix"],
  cloudflare: ["accountId", "zoneId"],
  random: [],
};

function isReplacing(facts: ResourceFacts, rule: ResourceRule, name: string): boolean {
  if (rule.updates?.includes(name)) return false;
  if (rule.replaces?.includes(name) || rule.replaces?.includes("*")) return true;
  const packageName = facts.token.split(":", 1)[0] ?? "";
  if (IDENTITY[packageName]?.includes(name) || name === namingOf(facts)?.property) return true;
  return facts.outputs[name]?.forcesReplacement ?? false;
}

/** A path inside an object may make a new resource where the whole object does not. */
function withPath(rule: ResourceRule, change: PropertyChange): PropertyChange {
  const path = change.path.replace(/\[\d+\]/g, "");
  const inside = rule.replaces?.some((one) => one.includes(".") && isWithin(path, one)) ?? false;
  return inside ? { ...change, replaces: true } : change;
}

/** A name that the program gave and keeps cannot be there twice: the old resource has to go first. */
function keepsItsName(facts: ResourceFacts, before: Values, old: Values, now: Values): boolean {
  const property = namingOf(facts)?.property ?? (facts.inputs.includes("name") ? "name" : undefined);
  if (property === undefined || texts(before.__defaults).includes(property)) return false;
  return old[property] !== undefined && sameValue(old[property], now[property]);
}

function describe(
  path: string,
  before: Value | undefined,
  after: Value | undefined,
  replaces: boolean,
): PropertyChange[] {
  const gone = after === undefined || after === null;
  if (before === undefined || before === null) return [{ path, kind: "add", replaces }];
  if (gone) return [{ path, kind: "delete", replaces }];
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => !sameValue(before[key], after[key]))
      .sort()
      .flatMap((key) => describe(joined(path, key), before[key], after[key], replaces));
  }
  if (isList(before) && isList(after)) {
    const longest = before.length > after.length ? before : after;
    return longest.flatMap((_item, index) =>
      sameValue(before[index], after[index])
        ? []
        : describe(`${path}[${index}]`, before[index], after[index], replaces),
    );
  }
  return [{ path, kind: "update", replaces }];
}

/** Whether a path is another one or lies below it. */
function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}

/** `tags.Name`, but `tags["strata:layer"]` (the engine's syntax for property paths). */
function joined(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}["${key.replaceAll('"', '\\"')}"]`;
}
