import { isList, isObject, type Value } from "./values.ts";

/**
 * The same meaning for the cloud: absent is like null, an empty list or an empty map, and "80" is like 80 (the real
 * providers turn inputs into the types of their schema).
 */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (isEmpty(left) && isEmpty(right)) return true;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => sameValue(item, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => sameValue(left[key], right[key]));
  }
  return isScalar(left) && isScalar(right) && String(left) === String(right);
}

/** Two JSON texts that say the same, or else two equal values. */
export function sameDocument(left: Value | undefined, right: Value | undefined): boolean {
  if (typeof left !== "string" || typeof right !== "string") return sameValue(left, right);
  return left === right || sameValue(parseJson(left) ?? left, parseJson(right) ?? right);
}

/** The value of a JSON text, or undefined for any other text. */
export function parseJson(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The same items, in whatever order. */
export function sameSet(left: readonly Value[], right: readonly Value[]): boolean {
  const key = (items: readonly Value[]) => items.map((item) => JSON.stringify(item)).sort();
  return left.length === right.length && sameValue(key(left), key(right));
}

function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null) return true;
  return isList(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function isScalar(value: Value | undefined): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
