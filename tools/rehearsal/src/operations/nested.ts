import type { Properties, PropertyFacts } from "@strata/sdk-facts";
import type { Members } from "../resources/generic.ts";
import { isList, isObject, isSecret, secret, type Value, type Values } from "../wire/values.ts";

/** Gives a member of a nested object that the program left out; undefined leaves it out. */
export type Fill = (name: string, property: PropertyFacts, source: Value | undefined) => Value | undefined;

/**
 * A nested value that the program gave, with what the cloud adds inside it: the members that the SDK declares as always
 * there (a cluster's own security group inside its `vpcConfig`).
 * @param source where the members are taken from: a rule's value, or that of the state
 */
export function completed(
  value: Value,
  property: PropertyFacts,
  source: Value | undefined,
  members: Members,
  fill: Fill,
): Value {
  const { type } = property;
  if (isSecret(value)) return secret(completed(value.value, property, source, members, fill));
  if (type.kind === "list" && isList(value)) {
    const item = { ...property, type: type.item };
    const sources = isList(source) ? source : [];
    return value.map((one, index) => completed(one, item, sources[index], members, fill));
  }
  if (type.kind !== "object" || !isObject(value)) return value;
  const declared = members(type.package, type.name);
  return declared === undefined ? value : filled(value, declared, isObject(source) ? source : {}, members, fill);
}

function filled(value: Values, declared: Properties, source: Values, members: Members, fill: Fill): Values {
  const whole: Record<string, Value> = { ...value };
  for (const [name, property] of Object.entries(declared)) {
    const given = value[name];
    const member =
      given !== undefined && given !== null
        ? completed(given, property, source[name], members, fill)
        : property.optional
          ? undefined
          : fill(name, property, source[name]);
    if (member !== undefined) whole[name] = member;
  }
  return whole;
}
