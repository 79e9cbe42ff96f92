import { openSdkFacts, type Shape } from "@strata/sdk-facts";
import { Account } from "../src/account/account.ts";
import type { Cloud, Scope } from "../src/operations/cloud.ts";
import type { Value, Values } from "../src/wire/values.ts";

const facts = openSdkFacts(import.meta.url);

/** A simulated cloud that keeps nothing on disk. */
export function memoryCloud(): Cloud {
  return { facts, account: new Account({ append: () => undefined, rewrite: () => undefined }, []) };
}

/** A provider that is configured for a region. */
export function scopeIn(region: string, defaultTags: Values = {}): Scope {
  return { region, account: "123456789012", defaultTags };
}

/** The URN of a resource in the stack `threa-prod` of the project `network`. */
export function urnOf(type: string, name: string, stack = "threa-prod"): string {
  return `urn:pulumi:${stack}::network::${type}::${name}`;
}

/** A value of a shape, for tests that need any. */
export function sampleOf(type: Shape, depth = 0): Value {
  switch (type.kind) {
    case "number":
      return 8;
    case "boolean":
      return true;
    case "list":
      return [sampleOf(type.item, depth + 1)];
    case "map":
      return { key: "value" };
    case "object":
      return depth > 2 ? {} : { note: "sample" };
    default:
      return "sample";
  }
}
