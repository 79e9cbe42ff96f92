import type { ResourceFacts } from "@strata/sdk-facts";
import { parseUrn } from "@strata/shared-config";
import type { Account } from "../account/account.ts";
import { hex } from "../facts/hash.ts";
import { ruleOf } from "../resources/registry.ts";
import type { Naming } from "../resources/rule.ts";
import { text } from "../wire/values.ts";

/** What the engine's own naming configuration wants: a name of its making, no name, or nothing (then ours). */
export interface NamingWish {
  readonly proposed?: string;
  readonly disabled: boolean;
}

/** The property that the provider fills in by itself, if the type has one. */
export function namingOf(facts: ResourceFacts): Naming | undefined {
  const { naming } = ruleOf(facts.token);
  if (naming === "none") return undefined;
  if (naming) return naming;
  const name = facts.outputs.name;
  const named = facts.token.startsWith("aws:") && facts.inputs.includes("name") && !facts.required.includes("name");
  return named && name?.type.kind === "string" && !name.optional ? { property: "name" } : undefined;
}

/**
 * The logical name with seven digits, as the real provider names what has no name. The digits come from the URN, so that
 * every run gives the same; a resource that replaces another one gets other digits.
 */
export function autoName(naming: Naming, urn: string, account: Account): string {
  const logical = parseUrn(urn).name;
  const taken = account.ofUrn(urn).map((row) => text(row.outputs[naming.property]));
  for (let generation = 0; ; generation++) {
    const digits = hex(7, urn, "name", String(generation));
    const stem = logical.slice(0, (naming.maxLength ?? 255) - digits.length - 1);
    const name = `${naming.lowerCase ? stem.toLowerCase() : stem}-${digits}`;
    if (!taken.includes(name)) return name;
  }
}
