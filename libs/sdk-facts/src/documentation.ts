import type { Shape } from "./shape.ts";

/** What a property's documentation says beyond its type. */
export interface Documented {
  readonly forcesReplacement: boolean;
  readonly documentedDefault?: string | number | boolean;
}

/** The ways in which the generated documentation says that a change makes a new resource. */
const REPLACEMENT =
  /forc(?:es|ing) (?:a |the )?(?:new|replacement|re-?creation|creation of a new)|(?:resource|it) (?:will|to) be (?:re-?created|replaced)|will (?:re-?create|replace) the resource|creates a new resource|cannot be (?:changed|modified|updated) (?:after|once)|requires (?:replacement|re-?creation)/i;

/** "Defaults to `x`", "Default is `x`", "The default value is `x`", "Default: `x`". */
const DEFAULT = /\bdefaults?(?: value)?(?: to| is|:| of)?:? ?`"?([^`"]+)"?`/i;

/** Reads a property's comment. A default that does not fit the property's type is left out. */
export function readDocumentation(comment: string, type: Shape): Documented {
  const text = comment.replace(/\n\s*\*/g, "").replace(/\s+/g, " ");
  const value = DEFAULT.exec(text)?.[1];
  const typed = value === undefined ? undefined : asType(value, type);
  return {
    forcesReplacement: REPLACEMENT.test(text),
    ...(typed === undefined ? {} : { documentedDefault: typed }),
  };
}

function asType(value: string, type: Shape): string | number | boolean | undefined {
  if (type.kind === "string") return /[ <>{}]/.test(value) || value === "null" ? undefined : value;
  if (type.kind === "number") return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  if (type.kind === "boolean" && (value === "true" || value === "false")) return value === "true";
  return undefined;
}
