import type { PropertyFacts, ResourceFacts } from "@strata/sdk-facts";
import { genericArn, genericValue } from "../resources/generic.ts";
import { ruleOf } from "../resources/registry.ts";
import type { Made } from "../resources/rule.ts";
import { isObject, reveal, secret, UNKNOWN, type Value, type Values } from "../wire/values.ts";
import { type Cloud, isRegional, type Scope } from "./cloud.ts";
import { completed, type Fill } from "./nested.ts";

/** The properties of a resource that a preview would make: what only the cloud gives is unknown. */
export function plannedOutputs(
  cloud: Cloud,
  facts: ResourceFacts,
  inputs: Values,
  scope: Scope,
  region: string,
): Values {
  const unknown: Fill = (_name, { documentedDefault }) => documentedDefault ?? UNKNOWN;
  return assemble(facts, inputs, {
    gives: (name) => knownEarly(facts, name, inputs, scope, region) ?? UNKNOWN,
    completes: (_name, value, property) => completed(value, property, undefined, cloud.facts.members, unknown),
  });
}

/** The properties of a resource that is being made. */
export function createdOutputs(cloud: Cloud, facts: ResourceFacts, inputs: Values, scope: Scope, made: Made): Values {
  const given = givenOutputs(cloud, facts, made);
  const rewritten = ruleOf(facts.token).rewrites?.(made) ?? {};
  return assemble(facts, inputs, {
    gives: (name, optional) => knownEarly(facts, name, inputs, scope, made.place.region) ?? given(name, optional),
    adds: (name) => given(name, true),
    completes: (name, value, property) =>
      rewritten[name] ?? completed(value, property, given(name, true), cloud.facts.members, fillFor(cloud, made)),
  });
}

/** What the cloud adds inside a nested object: what the source has, else the documented default, else a value that fits. */
function fillFor(cloud: Cloud, made: Made): Fill {
  return (name, property, source) =>
    source ?? property.documentedDefault ?? genericValue(name, property, made, cloud.facts.members);
}

/** The properties after an update: what the cloud gave before stays, except what each update makes new. */
export function updatedOutputs(
  cloud: Cloud,
  facts: ResourceFacts,
  inputs: Values,
  scope: Scope,
  made: Made,
  before: Values,
  preview: boolean,
): Values {
  const given = givenOutputs(cloud, facts, made);
  const evolved = ruleOf(facts.token).evolves?.(made, before) ?? {};
  const rewritten = preview ? {} : (ruleOf(facts.token).rewrites?.(made) ?? {});
  return assemble(facts, inputs, {
    gives: (name, optional) => {
      if (name in evolved) return preview ? UNKNOWN : evolved[name];
      return knownEarly(facts, name, inputs, scope, made.place.region) ?? before[name] ?? given(name, optional);
    },
    completes: (name, value, property) => {
      const source = reveal(before[name] ?? given(name, true) ?? null);
      return rewritten[name] ?? completed(value, property, source, cloud.facts.members, fillFor(cloud, made));
    },
  });
}

type Give = (name: string, optional: boolean) => Value | undefined;

/** Where the properties of a resource come from besides its inputs. */
interface Sources {
  readonly gives: Give;
  /** Properties that may be absent. */
  readonly adds?: (name: string) => Value | undefined;
  /** An input's value, with what the cloud adds inside it. */
  readonly completes: (name: string, value: Value, property: PropertyFacts) => Value;
}

/** Inputs win; then documented defaults of what may be absent; then what the cloud gives. */
function assemble(facts: ResourceFacts, inputs: Values, { gives, adds, completes }: Sources): Values {
  const outputs: Record<string, Value> = {};
  for (const [name, property] of Object.entries(facts.outputs)) {
    const input = inputs[name];
    const value =
      input !== undefined && input !== null
        ? completes(name, input, property)
        : property.optional
          ? (adds?.(name) ?? property.documentedDefault)
          : gives(name, property.optional);
    if (value === undefined) continue;
    outputs[name] = facts.secrets.includes(name) && value !== UNKNOWN ? secret(value) : value;
  }
  return outputs;
}

/** What the provider knows without asking the cloud: the region, and all tags. */
function knownEarly(
  facts: ResourceFacts,
  name: string,
  inputs: Values,
  scope: Scope,
  region: string,
): Value | undefined {
  if (name === "region" && isRegional(facts)) return region;
  if (name !== "tagsAll" || !facts.taggable) return undefined;
  return allTags(inputs, scope);
}

/** A resource's own tags and those that its provider puts on everything; its own win. */
export function allTags(inputs: Values, scope: Scope): Value {
  const tags = reveal(inputs.tags ?? {});
  return isObject(tags) ? { ...scope.defaultTags, ...tags } : tags;
}

function givenOutputs(cloud: Cloud, facts: ResourceFacts, made: Made): Give {
  const rule = ruleOf(facts.token);
  const given = rule.outputs?.(made) ?? {};
  return (name, optional) => {
    const [known, shape] = [given[name], facts.outputs[name]];
    // A rule's object tells what matters; the rest of its members fit the declaration.
    if (known !== undefined && shape) {
      return completed(known, shape, undefined, cloud.facts.members, fillFor(cloud, made));
    }
    if (optional) return undefined;
    if (name === "arn") return rule.arn?.(made) ?? genericArn(made, facts);
    const property = facts.outputs[name];
    return property && genericValue(name, property, made, cloud.facts.members);
  };
}
