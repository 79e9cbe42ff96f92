import type { Properties, Shape } from "@strata/sdk-facts";
import type { Members } from "../src/resources/generic.ts";
import { isList, isObject, reveal, UNKNOWN, type Value, type Values } from "../src/wire/values.ts";

/** How strictly values are held against the SDK's declarations. */
export interface Strictness {
  /** A preview's value may be unknown. */
  readonly unknown?: boolean;
  /** Properties that may be absent though they are declared as present. */
  readonly absent?: readonly string[];
}

/** What is wrong with a resource's outputs, held against the types that the SDK declares; empty when nothing is. */
export function wrongTypes(
  outputs: Values,
  declared: Properties,
  members: Members,
  strictness: Strictness = {},
): string[] {
  return wrongMembers("", outputs, declared, members, strictness);
}

function wrongMembers(
  path: string,
  values: Values,
  declared: Properties,
  members: Members,
  strictness: Strictness,
): string[] {
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const undeclared = Object.keys(values).filter((name) => !(name in declared));
  return [
    ...undeclared.map((name) => `${at(name)} is not declared`),
    ...Object.entries(declared).flatMap(([name, { type, optional }]) => {
      const value = values[name];
      if (value !== undefined && value !== null) return wrongValue(at(name), reveal(value), type, members, strictness);
      return optional || strictness.absent?.includes(at(name)) ? [] : [`${at(name)} is missing`];
    }),
  ];
}

function wrongValue(path: string, value: Value, type: Shape, members: Members, strictness: Strictness): string[] {
  if (value === UNKNOWN) return strictness.unknown ? [] : [`${path} is unknown`];
  const wrong = [`${path} is ${JSON.stringify(value)}, and ${type.kind} is declared`];
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      return typeof value === type.kind ? [] : wrong;
    case "list":
      if (!isList(value)) return wrong;
      return value.flatMap((item, index) => wrongValue(`${path}[${index}]`, item, type.item, members, strictness));
    case "map":
      if (!isObject(value)) return wrong;
      return Object.entries(value).flatMap(([key, item]) =>
        wrongValue(`${path}["${key}"]`, item, type.item, members, strictness),
      );
    case "object": {
      if (!isObject(value)) return wrong;
      const declared = members(type.package, type.name);
      return declared ? wrongMembers(path, value, declared, members, strictness) : [`${type.name} was not found`];
    }
    default:
      return [];
  }
}
