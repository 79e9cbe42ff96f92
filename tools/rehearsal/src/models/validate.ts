import { parseJson } from "../wire/equality.ts";
import { isList, isObject, type Value, type Values } from "../wire/values.ts";
import type { ApiModels, Shape } from "./shapes.ts";

/** One thing that the API does not take, in the words of AWS's front ends. */
export interface Violation {
  /** Where: `networkConfiguration.subnets`, `tags.1.member.key`. */
  readonly member: string;
  readonly value: Value;
  /** `Member must have length less than or equal to 64`. */
  readonly constraint: string;
  /** AWS keeps such values out of its messages. */
  readonly sensitive: boolean;
}

/** Holds one value against its shape. */
export function validate(models: ApiModels, shapeName: string, value: Value, at: string): readonly Violation[] {
  if (shapeName === "" || value === null) return [];
  const shape = models.shape(shapeName);
  const wrong = (constraint: string): Violation => ({
    member: at,
    value,
    constraint,
    sensitive: shape.sensitive === true,
  });
  if (typeof value === "string") {
    return shape.json === undefined
      ? textFaults(shape, value).map(wrong)
      : documentFaults(models, shape.json, value, at);
  }
  if (typeof value === "number") return boundFaults("value", value, shape.min, shape.max).map(wrong);
  if (isList(value)) {
    const items =
      shape.item === undefined
        ? []
        : value.flatMap((item, index) => inItem(models, shape, item, `${at}.${index + 1}.member`));
    return [...boundFaults("length", value.length, shape.fewest, shape.most).map(wrong), ...items];
  }
  if (!isObject(value)) return [];
  if (shape.members !== undefined) return objectFaults(models, shape, value, at);
  return [
    ...boundFaults("length", Object.keys(value).length, shape.fewest, shape.most).map(wrong),
    ...mapFaults(models, shape, value, at),
  ];
}

/** The properties of an object, one by one. `at` is empty for the inputs as a whole. */
export function objectFaults(models: ApiModels, shape: Shape, object: Values, at: string): readonly Violation[] {
  const faults: Violation[] = [];
  const inside = (member: string) =>
    [at, member === "" ? "" : member.charAt(0).toLowerCase() + member.slice(1)].filter(Boolean).join(".");
  for (const [property, [member, name]] of Object.entries(shape.members ?? {})) {
    const value = object[property];
    const missing = value === undefined || value === null;
    if (missing && shape.required?.includes(property)) {
      faults.push({ member: inside(member), value: null, constraint: "Member must not be null", sensitive: false });
    }
    // The provider sends nothing for what is empty, unless it must be there.
    if (!missing && (!isEmpty(value) || shape.required?.includes(property))) {
      faults.push(...validate(models, name, value, inside(member)));
    }
  }
  return faults;
}

/** What the provider takes for "not given": an optional number that is 0 or -1, an empty text, list or object. */
export function isEmpty(value: Value): boolean {
  if (isList(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === "" || value === 0 || value === -1;
}

function inItem(models: ApiModels, shape: Shape, item: Value, at: string): readonly Violation[] {
  return isEmpty(item) ? [] : validate(models, shape.item ?? "", item, at);
}

function textFaults(shape: Shape, value: string): readonly string[] {
  const faults: string[] = [];
  if (shape.shortest !== undefined && value.length < shape.shortest) {
    faults.push(`Member must have length greater than or equal to ${shape.shortest}`);
  }
  if (shape.longest !== undefined && tooLong(value, shape.longest)) {
    faults.push(`Member must have length less than or equal to ${shape.longest}`);
  }
  if (shape.pattern !== undefined && !expression(shape.pattern).test(value)) {
    faults.push(`Member must satisfy regular expression pattern: ${shape.pattern}`);
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    faults.push(`Member must satisfy enum value set: [${shape.enum.join(", ")}]`);
  }
  return faults;
}

/** The provider takes the blanks out of a JSON document before it sends it. */
function tooLong(value: string, longest: number): boolean {
  if ([...value].length <= longest) return false;
  const document = value.trimStart().startsWith("{") ? parseJson(value) : undefined;
  return document === undefined || [...JSON.stringify(document)].length > longest;
}

function boundFaults(
  what: "value" | "length",
  found: number,
  least: number | undefined,
  most: number | undefined,
): readonly string[] {
  const faults: string[] = [];
  if (least !== undefined && found < least) faults.push(`Member must have ${what} greater than or equal to ${least}`);
  if (most !== undefined && found > most) faults.push(`Member must have ${what} less than or equal to ${most}`);
  return faults;
}

function mapFaults(models: ApiModels, shape: Shape, map: Values, at: string): readonly Violation[] {
  return Object.entries(map).flatMap(([key, value], index) => [
    // The provider does not send tags of AWS's own.
    ...(key.startsWith("aws:") ? [] : validate(models, shape.key ?? "", key, `${at}.${index + 1}.member.key`)),
    ...validate(models, shape.value ?? "", value, `${at}.${index + 1}.member.value`),
  ]);
}

/** A text that is no JSON is not for the model to judge. */
function documentFaults(models: ApiModels, shapeName: string, text: string, at: string): readonly Violation[] {
  const document = parseJson(text);
  return document === undefined ? [] : validate(models, shapeName, document, at);
}

const expressions = new Map<string, RegExp>();

/** Each pattern is compiled once. */
function expression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const compiled = new RegExp(pattern, "u");
  expressions.set(pattern, compiled);
  return compiled;
}
