import type { ResourceFacts, SdkFacts } from "@strata/sdk-facts";
import type { Account, ResourceKey } from "../account/account.ts";
import type { Place } from "../facts/arn.ts";
import { ruleOf } from "../resources/registry.ts";
import { text, type Values } from "../wire/values.ts";

/** What every operation works on. */
export interface Cloud {
  readonly facts: SdkFacts;
  readonly account: Account;
}

/** What a provider was configured with. */
export interface Scope extends Place {
  /** Tags that the provider puts on every taggable resource. */
  readonly defaultTags: Values;
}

/** A refusal in the provider's own words: the engine prints it beside the resource. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** The facts of a type. @throws Refusal when no installed SDK has it. */
export function factsOf(cloud: Cloud, type: string): ResourceFacts {
  const facts = cloud.facts.resource(type);
  if (facts) return facts;
  throw new Refusal(`unknown resource type ${type}: the installed SDKs (aws, cloudflare, random) do not have it`);
}

/** Where a resource of this type is: its own `region` wins over its provider's; global services have none. */
export function placeOf(properties: Values, scope: Scope): Place {
  return { account: scope.account, region: text(properties.region) ?? scope.region };
}

/**
 * What names a resource in the account: its id, or for a few types another of its properties.
 * @param properties of the resource, as far as they are known
 */
export function keyFor(facts: ResourceFacts, id: string, place: Place, properties: Values = {}): ResourceKey {
  const { identifiedBy } = ruleOf(facts.token);
  const name = identifiedBy === undefined ? undefined : text(properties[identifiedBy]);
  return { type: facts.token, region: isRegional(facts) ? place.region : "global", key: name ?? id };
}

/** Whether AWS keeps the type by region. Cloudflare has none, and what a few types call `region` is something else. */
export function isRegional(facts: ResourceFacts): boolean {
  const region = facts.inputs.includes("region") ? facts.outputs.region : undefined;
  return facts.token.startsWith("aws:") && region?.type.kind === "string";
}

/** Random values live in the state alone: no cloud knows them. */
export function inAccount(type: string): boolean {
  return !type.startsWith("random:");
}
