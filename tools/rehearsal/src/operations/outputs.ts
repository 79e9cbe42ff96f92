import type { ResourceFacts } from "@strata/sdk-facts";
import { genericArn, genericValue } from "../resources/generic.ts";
import { ruleOf } from "../resources/registry.ts";
import type { Made } from "../resources/rule.ts";
import { isObject, reveal, secret, UNKNOWN, type Value, type Values } from "../wire/values.ts";
import type { Cloud, Scope } from "./cloud.ts";

/** The properties of a resource that a preview would make: what only the cloud gives is unknown. */
export function plannedOutputs(facts: ResourceFacts, inputs: Values, scope: Scope, region: string): Values {
  return assemble(facts, inputs, (name) => knownEarly(facts, name, inputs, scope, region) ?? UNKNOWN);
}

/** The properties of a resource that is being made. */
export function createdOutputs(cloud: Cloud, facts: ResourceFacts, inputs: Values, scope: Scope, made: Made): Values {
  const given = givenOutputs(cloud, facts, made);
  return assemble(
    facts,
    inputs,
    (name, optional) => knownEarly(facts, name, inputs, scope, made.place.region) ?? given(name, optional),
    (name) => given(name, true),
  );
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
  return assemble(facts, inputs, (name, optional) => {
    if (name in evolved) return preview ? UNKNOWN : evolved[name];
    return knownEarly(facts, name, inputs, scope, made.place.region) ?? before[name] ?? given(name, optional);
  });
}

type Give = (name: string, optional: boolean) => Value | undefined;

/** Inputs win; then documented defaults of what may be absent; then what the cloud gives. */
function assemble(
  facts: ResourceFacts,
  inputs: Values,
  cloudGives: Give,
  cloudAdds: (name: string) => Value | undefined = () => undefined,
): Values {
  const outputs: Record<string, Value> = {};
  for (const [name, property] of Object.entries(facts.outputs)) {
    const input = inputs[name];
    const value =
      input !== undefined && input !== null
        ? input
        : property.optional
          ? (cloudAdds(name) ?? property.documentedDefault)
          : cloudGives(name, property.optional);
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
  if (name === "region" && facts.inputs.includes("region")) return region;
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
    if (name in given) return given[name];
    if (optional) return undefined;
    if (name === "arn") return rule.arn?.(made) ?? genericArn(made, facts);
    const property = facts.outputs[name];
    return property && genericValue(name, property, made, cloud.facts.members);
  };
}
