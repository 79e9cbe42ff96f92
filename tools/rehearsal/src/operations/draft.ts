import type { ResourceFacts } from "@strata/sdk-facts";
import { parseUrn } from "@strata/shared-config";
import type { Place } from "../facts/arn.ts";
import { hex } from "../facts/hash.ts";
import { genericId } from "../resources/generic.ts";
import { ruleOf } from "../resources/registry.ts";
import type { Draft, Made } from "../resources/rule.ts";
import { revealAll, type Values } from "../wire/values.ts";
import { type Cloud, inAccount, keyFor, Refusal } from "./cloud.ts";

/** A resource as its rule sees it, before it has an id. */
export function draftOf(cloud: Cloud, facts: ResourceFacts, urn: string, inputs: Values, place: Place): Draft {
  return {
    type: facts.token,
    urn,
    name: parseUrn(urn).name,
    inputs: revealAll(inputs),
    place,
    account: cloud.account,
    generation: 0,
    hex: (length, ...words) => hex(length, urn, ...words),
  };
}

/**
 * Gives a draft its id. Two resources of one URN live side by side while one replaces the other, so an id made of
 * digits goes on to the next free one. A name that must be unique and is taken is refused, as AWS does.
 * @throws Refusal when the name is taken.
 */
export function identify(cloud: Cloud, facts: ResourceFacts, draft: Draft): Made {
  const rule = ruleOf(facts.token);
  let previous: string | undefined;
  for (let generation = 0; ; generation++) {
    const numbered: Draft = {
      ...draft,
      generation,
      hex: (length, ...words) => hex(length, draft.urn, String(generation), ...words),
    };
    const id = rule.id?.(numbered) ?? genericId(numbered, facts);
    const made = madeOf(numbered, id);
    if (!inAccount(facts.token) || rule.identifiedBy !== undefined) return made;
    const taken = cloud.account.find(keyFor(facts, id, draft.place));
    if (!taken) return made;
    if (rule.unique) throw new Refusal(`creating ${facts.token} (${id}): already exists, made by ${taken.urn}`);
    // An id without digits of its own: AWS keeps one such thing, whoever sets it last (a bucket's policy).
    if (id === previous) return made;
    previous = id;
  }
}

/** A draft with the id that it already has: its digits come from the id, so they are the same after a restart. */
export function madeOf(draft: Draft, id: string): Made {
  const { account, region } = draft.place;
  return { ...draft, id, hex: (length, ...words) => hex(length, account, region, draft.type, id, ...words) };
}
