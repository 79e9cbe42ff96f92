import { parseUrn } from "@strata/shared-config";
import type { Operation, StruckOperation } from "./fault.ts";

/** Something that a fault may strike. */
export interface Strikable {
  readonly operation: StruckOperation;
  /** The resource's type; of a lookup, the function's token. */
  readonly type: string;
  /** Which resource; of a lookup, the token and a hash of its arguments. */
  readonly urn: string;
  /** Its id in the account: empty before a create, and of a lookup. */
  readonly id: string;
}

/** A call of an engine that reaches the simulated cloud. */
export interface Call extends Strikable {
  readonly operation: Operation;
}

/**
 * Whether a fault's `of` means a call's resource: a URN when it starts with `urn:`, a type (or a function's token) when
 * it has a colon, else the resource's name. `*` stands for any text.
 */
export function aimsAt(of: string, call: Strikable): boolean {
  const match = pattern(of);
  if (of === "*") return true;
  if (of.startsWith("urn:")) return match.test(call.urn);
  return match.test(of.includes(":") ? call.type : parseUrn(call.urn).name);
}

const patterns = new Map<string, RegExp>();

/** A text in which `*` stands for any text, as an expression for the whole of another. */
export function pattern(of: string): RegExp {
  const known = patterns.get(of);
  if (known) return known;
  const parts = of.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const made = new RegExp(`^${parts.join(".*")}$`, "s");
  patterns.set(of, made);
  return made;
}
