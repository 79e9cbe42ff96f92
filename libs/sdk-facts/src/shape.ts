/**
 * What a property may hold, as far as the SDK's declarations say.
 * - `any` stands for what the declarations leave open, and for a resource as a value (components);
 * - `asset` is a file or an archive;
 * - an object names an interface of the package's types/output.d.ts: `SdkFacts.members` reads it.
 */
export type Shape =
  | { readonly kind: "string" | "number" | "boolean" | "any" | "asset" }
  | { readonly kind: "list" | "map"; readonly item: Shape }
  | { readonly kind: "object"; readonly package: string; readonly name: string };

/** One output property of a resource, a function or a nested object. */
export interface PropertyFacts {
  readonly type: Shape;
  /** The declaration allows undefined: the cloud leaves it out, or the input alone sets it. */
  readonly optional: boolean;
  /** The SDK's documentation says that a change of this property makes a new resource. */
  readonly forcesReplacement: boolean;
  /** The value that the SDK's documentation names as the default, if its type is the property's. */
  readonly documentedDefault?: string | number | boolean;
}

/** Properties by name. */
export type Properties = Readonly<Record<string, PropertyFacts>>;
