/** A property that calls another resource by its name or by an id without a form of its own. */
export interface NameRow {
  /** Types that have the property. */
  readonly types: readonly string[];
  /** Dots lead into nested objects and lists. */
  readonly property: string;
  /** Types that satisfy it. */
  readonly targets: readonly string[];
  readonly noun: string;
  readonly code: string;
  /** Names that AWS has in every account. */
  readonly except?: RegExp;
  readonly source: string;
}

const MODELS = "the operation's errors in AWS's API models";

/** A row; its source is AWS's API models where none is given. */
export function row(
  types: string | readonly string[],
  property: string,
  targets: string | readonly string[],
  noun: string,
  code: string,
  more: { readonly except?: RegExp; readonly source?: string } = {},
): NameRow {
  const list = (value: string | readonly string[]) => (typeof value === "string" ? [value] : value);
  return { types: list(types), property, targets: list(targets), noun, code, source: MODELS, ...more };
}
