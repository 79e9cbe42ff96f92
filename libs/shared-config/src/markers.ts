/** What stands in a preview for a value that only a deploy can tell (`plugin.UnknownStringValue` of Pulumi). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What stands for a value that nobody is to read. */
export const MASK = "[secret]";

/** A secret in memory: it goes from one program to the next, and is `[secret]` wherever it is written. */
export class SecretValue {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  /** The secret itself, for a program alone. */
  reveal(): unknown {
    return this.#value;
  }

  toJSON(): string {
    return MASK;
  }
}

/** A value without its secrets: each is the text `[secret]`. */
export function masked(value: unknown): unknown {
  if (value instanceof SecretValue) return MASK;
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]));
}

/** Whether a value is a marker, or holds it at any depth. Nobody looks into a secret. */
export function holds(value: unknown, marker: typeof UNKNOWN | typeof MASK): boolean {
  if (value instanceof SecretValue) return marker === MASK;
  if (Array.isArray(value)) return value.some((inner) => holds(inner, marker));
  if (typeof value !== "object" || value === null) return value === marker;
  return Object.values(value).some((inner) => holds(inner, marker));
}
