import { hex } from "../facts/hash.ts";
import { isList, isObject, isSecret, mapValues, reveal, type Value, type Values } from "../wire/values.ts";

/** The key of what stands in the account for a secret. */
const MASK = "strata:secret";

/**
 * The properties as the account may keep them: in place of each secret a mark with a hash, salted with the resource's
 * URN. Twelve digits tell a changed secret from the same one; they are no way back to it.
 */
export function mask(values: Values, urn: string, secrets: readonly string[]): Values {
  return mapValues(values, (value, name) => (secrets.includes(name) ? masked(value, urn) : maskValue(value, urn)));
}

function maskValue(value: Value, urn: string): Value {
  if (isSecret(value)) return masked(value, urn);
  if (isList(value)) return value.map((item) => maskValue(item, urn));
  return isObject(value) ? mapValues(value, (item) => maskValue(item, urn)) : value;
}

function masked(value: Value, urn: string): Value {
  return value === null ? null : { [MASK]: hex(12, urn, JSON.stringify(reveal(value))) };
}

/**
 * Puts the secrets of `known` (the state that the engine holds) back in place of the marks. Where the engine holds none,
 * as in an import, the property is left out: the account never had it.
 */
export function unmask(values: Values, known: Values): Values {
  const clear: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) {
    const back = unmaskValue(value, known[name]);
    if (back !== undefined) clear[name] = back;
  }
  return clear;
}

function unmaskValue(value: Value, known: Value | undefined): Value | undefined {
  if (isObject(value) && MASK in value) return known;
  if (isList(value)) {
    const items = isList(known) ? known : [];
    return value.flatMap((item, index) => unmaskValue(item, items[index]) ?? []);
  }
  if (isObject(value)) return unmask(value, isObject(known) ? known : {});
  return value;
}
