import { asTree } from "@strata/shared-config";
import { plainOutputs } from "../run/outputs.ts";

/** A resource of a stack's state. In its properties a secret, at any depth, is the text `[secret]`. */
export interface StoredResource {
  readonly urn: string;
  readonly type: string;
  /** What the provider knows it by; empty for a component. */
  readonly id: string;
  /** False for a component: no provider made it. */
  readonly custom: boolean;
  /** It belongs to somebody else and is only read: a destroy lets go of it. */
  readonly external: boolean;
  /** A destroy lets go of it, and leaves it in the account. */
  readonly retained: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A resource as a state's file or an event of the engine says it. */
export function storedResource(entry: unknown): StoredResource {
  const { urn, type, id, custom, external, retainOnDelete, inputs, outputs } = asTree(entry);
  return {
    urn: String(urn),
    type: String(type),
    id: String(id ?? ""),
    custom: custom === true,
    external: external === true,
    retained: retainOnDelete === true,
    inputs: plainOutputs(asTree(inputs)),
    outputs: plainOutputs(asTree(outputs)),
  };
}
