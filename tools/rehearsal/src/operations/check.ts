import type { ResourceFacts } from "@strata/sdk-facts";
import { parseUrn } from "@strata/shared-config";
import { texts, type Value, type Values } from "../wire/values.ts";
import { type Cloud, factsOf } from "./cloud.ts";
import { autoName, type NamingWish, namingOf } from "./naming.ts";

/** Inputs as they go on, and what is wrong with them. */
export interface Checked {
  readonly inputs: Values;
  readonly failures: readonly Failure[];
}

/** One thing that the provider refuses. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** The list, in a resource's inputs, of those that the provider filled in. The real providers keep it there too. */
const DEFAULTS = "__defaults";

/** Checks a resource's inputs, and names what has no name. `before` are its inputs in the state, if it has any. */
export function check(
  cloud: Cloud,
  type: string,
  urn: string,
  before: Values,
  inputs: Values,
  wish: NamingWish,
): Checked {
  const facts = factsOf(cloud, type);
  const failures = [...missing(facts, urn, inputs), ...unknownNames(facts, urn, inputs)];
  const filled = fillName(cloud, facts, urn, before, inputs, wish);
  return { inputs: filled, failures };
}

function fillName(
  cloud: Cloud,
  facts: ResourceFacts,
  urn: string,
  before: Values,
  inputs: Values,
  wish: NamingWish,
): Values {
  const naming = namingOf(facts);
  const { [DEFAULTS]: _stale, ...given } = inputs;
  if (!naming || wish.disabled || isGiven(given[naming.property]) || isGiven(given[`${naming.property}Prefix`])) {
    return { [DEFAULTS]: [], ...given };
  }
  const kept = texts(before[DEFAULTS]).includes(naming.property) ? before[naming.property] : undefined;
  const name = kept ?? wish.proposed ?? autoName(naming, urn, cloud.account);
  return { [DEFAULTS]: [naming.property], ...given, [naming.property]: name };
}

function isGiven(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

/** In the words of the Terraform bridge, which all three providers are built with. */
function missing(facts: ResourceFacts, urn: string, inputs: Values): readonly Failure[] {
  return facts.required
    .filter((property) => !isGiven(inputs[property]))
    .map((property) => ({
      property: "",
      reason: `Missing required argument. The argument "${snake(property)}" is required, but no definition was found.. Examine values at '${parseUrn(urn).name}.${property}'.`,
    }));
}

function unknownNames(facts: ResourceFacts, urn: string, inputs: Values): readonly Failure[] {
  return Object.keys(inputs)
    .filter((property) => !property.startsWith("__") && !facts.inputs.includes(property))
    .map((property) => ({
      property: "",
      reason: `Unsupported argument. An argument named "${snake(property)}" is not expected here.. Examine values at '${parseUrn(urn).name}.${property}'.`,
    }));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
