import { plainOutputs } from "../run/outputs.ts";
import { member, recordOf } from "./member.ts";

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
  return {
    urn: String(member(entry, "urn")),
    type: String(member(entry, "type")),
    id: String(member(entry, "id") ?? ""),
    custom: member(entry, "custom") === true,
    external: member(entry, "external") === true,
    retained: member(entry, "retainOnDelete") === true,
    inputs: properties(member(entry, "inputs")),
    outputs: properties(member(entry, "outputs")),
  };
}

function properties(value: unknown): Record<string, unknown> {
  return plainOutputs(recordOf(value));
}
