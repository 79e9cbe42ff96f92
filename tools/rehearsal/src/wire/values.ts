/** A property's value as it travels between engine and provider. */
export type Value = null | boolean | number | string | readonly Value[] | Values;

/** Properties by name. */
export interface Values {
  readonly [name: string]: Value;
}

/** Stands in a preview for a value that only a deployment gives. Fixed by Pulumi's wire format. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// Marks of Pulumi's wire format (sdk/go/common/resource/sig): the key, and what a value under it stands for.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** An object with properties, marked or not. */
export function isObject(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list of values. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** The value under a secret's mark. */
export function isSecret(value: Value | undefined): value is { readonly value: Value } & Values {
  return isObject(value) && value[SIGNATURE] === SECRET;
}

/** The value, marked as secret. A secret stays as it is. */
export function secret(value: Value): Value {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** A reference to a resource, as an output of a component. */
export function resourceReference(urn: string, id: string): Value {
  return { [SIGNATURE]: RESOURCE, urn, id };
}

/** The value without any marks: secrets in clear, output values as what they hold, resource references as they are. */
export function reveal(value: Value): Value {
  if (isList(value)) return value.map(reveal);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return reveal(value.value ?? null);
  if (value[SIGNATURE] === OUTPUT) return "value" in value ? reveal(value.value ?? null) : UNKNOWN;
  return mapValues(value, reveal);
}

/** The value without output values (which only components are given): in their place a plain, secret or unknown value. */
export function settled(value: Value): Value {
  if (isList(value)) return value.map(settled);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] !== OUTPUT) return mapValues(value, settled);
  const inner = "value" in value ? settled(value.value ?? null) : UNKNOWN;
  return value.secret === true ? secret(inner) : inner;
}

/** The id of a referenced resource, or undefined for any other value. */
export function referencedId(value: Value | undefined): string | undefined {
  if (!isObject(value) || value[SIGNATURE] !== RESOURCE) return undefined;
  const { id } = value;
  return typeof id === "string" && id !== "" ? id : UNKNOWN;
}

/** `reveal` for properties; those that are null are left out. */
export function revealAll(values: Values): Values {
  const clear: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) if (value !== null) clear[name] = reveal(value);
  return clear;
}

/** Some part of the value is not known yet. */
export function hasUnknown(value: Value): boolean {
  if (value === UNKNOWN) return true;
  if (isList(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

/** Some part of the value is secret. */
export function hasSecret(value: Value): boolean {
  if (isSecret(value)) return true;
  if (isList(value)) return value.some(hasSecret);
  return isObject(value) && Object.values(value).some(hasSecret);
}

/** The object with each value changed. */
export function mapValues(values: Values, change: (value: Value, name: string) => Value): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
}

/** The text, or undefined when the value is none (or not known). */
export function text(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== UNKNOWN ? value : undefined;
}

/** The texts of a list; empty when the value is no list. */
export function texts(value: Value | undefined): readonly string[] {
  return isList(value) ? value.flatMap((item) => text(item) ?? []) : [];
}

/** The object's properties; none when the value is no object. */
export function properties(value: Value | undefined): Values {
  return isObject(value) ? value : {};
}
