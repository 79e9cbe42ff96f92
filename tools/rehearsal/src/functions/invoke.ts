import type { FunctionFacts } from "@strata/sdk-facts";
import { hex } from "../facts/hash.ts";
import { type Cloud, Refusal, type Scope } from "../operations/cloud.ts";
import { completed, type Fill } from "../operations/nested.ts";
import { rememberGiven } from "../refusals/references/given.ts";
import { genericValue } from "../resources/generic.ts";
import { reveal, revealAll, text, type Value, type Values } from "../wire/values.ts";
import { askedDefaultSubnets, asksForDefault } from "./default-vpc.ts";
import { lookUp, only, typeLookedUp } from "./lookup.ts";
import { ruleOfFunction, suppositionOf } from "./registry.ts";
import type { Call } from "./rule.ts";

/**
 * Answers a data source: by its own rule, else from the account, else by what is supposed of things that exist already,
 * else from the shape that the SDK declares.
 * @throws Refusal when no SDK has the function, or a search finds nothing
 */
export function invoke(cloud: Cloud, token: string, args: Values, scope: Scope): Values {
  const facts = cloud.facts.function(token);
  if (!facts) throw new Refusal(`unknown function ${token}: the installed SDKs (aws, cloudflare) do not have it`);
  const clear = revealAll(args);
  const place = { account: scope.account, region: text(clear.region) ?? scope.region };
  const call: Call = { token, cloud, scope, place, args: clear };
  const known = ruleOfFunction(token)?.(call) ?? fromAccount(call) ?? suppositionOf(token)?.(call) ?? {};
  const answer = complete(call, facts, known);
  const type = typeLookedUp(call);
  const regional = type === undefined || (cloud.facts.resource(type)?.inputs.includes("region") ?? true);
  if (token.startsWith("aws:")) rememberGiven(cloud.account, { type, regional, place }, { ...clear, ...answer });
  return answer;
}

/** A search that names its resource (by id, ARN or name) may be for something that no rehearsal made. */
const NAMES = ["id", "arn", "name", "zoneId", "domain", "identifier", "bucket"];

function fromAccount(call: Call): Values | undefined {
  const type = typeLookedUp(call);
  if (type === undefined) return undefined;
  const found = only(call, type, lookUp(call, type));
  if (found) return { ...withoutMasks(found.outputs), id: found.id };
  if (Object.entries(call.args).some(([name, value]) => isName(name) && typeof value === "string")) return undefined;
  if (AMBIENT.includes(type) && (asksForDefault(call) || askedDefaultSubnets(call).length > 0)) return undefined;
  throw new Refusal(`${call.token}: no resource of type ${type} matches in ${call.place.region}`);
}

/** What comes with every account, though nobody made it: the default VPC and its subnets. */
const AMBIENT = ["aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"];

function isName(name: string): boolean {
  return NAMES.includes(name) || /(Id|Arn|Name|Identifier)$/.test(name);
}

/** The account has no secrets, so a data source cannot give them. */
function withoutMasks(outputs: Values): Values {
  return Object.fromEntries(
    Object.entries(outputs).filter(([, value]) => !JSON.stringify(value).includes('"strata:secret"')),
  );
}

function complete(call: Call, facts: FunctionFacts, known: Values): Values {
  const answer: Record<string, Value> = {};
  const seed = JSON.stringify(Object.entries(call.args).sort(([a], [b]) => (a < b ? -1 : 1)));
  const { account, region } = call.place;
  const made = {
    place: call.place,
    hex: (length: number, ...words: readonly string[]) => hex(length, account, region, call.token, seed, ...words),
  };
  const members = (packageName: string, name: string) => call.cloud.facts.members(packageName, name);
  for (const [name, property] of Object.entries(facts.outputs)) {
    const value = known[name] ?? call.args[name];
    const fill: Fill = (member, shape) => genericValue(member, shape, made, members);
    // An answer gives what matters, and arguments come back as they were given: the SDK declares more inside of both.
    if (value !== undefined) answer[name] = completed(reveal(value), property, undefined, members, fill);
    else if (!property.optional) answer[name] = genericValue(name, property, made, members) ?? null;
  }
  return answer;
}
