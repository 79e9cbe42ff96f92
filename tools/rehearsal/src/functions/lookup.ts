import type { AccountRow } from "../account/account.ts";
import { isRegional, Refusal } from "../operations/cloud.ts";
import { sameValue } from "../wire/equality.ts";
import { properties, text, type Value, type Values } from "../wire/values.ts";
import { type Call, filtersOf } from "./rule.ts";

/** Arguments that say how to look, and not what for. */
const MANNERS = ["filters", "filter", "mostRecent", "region", "withDecryption", "tags", "state"];

/**
 * Finds the resource that a data source asks for: `aws:ec2/getVpc:getVpc` looks among resources of the type
 * `aws:ec2/vpc:Vpc`. Undefined when the function has no such type.
 */
export function typeLookedUp(call: Call): string | undefined {
  const [packageName, module = "", name = ""] = call.token.split(":");
  const type = /^get([A-Z]\w*)$/.exec(name)?.[1];
  if (type === undefined) return undefined;
  const folder = module.slice(0, module.lastIndexOf("/"));
  const token = `${packageName}:${folder}/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`;
  return call.cloud.facts.resource(token) ? token : undefined;
}

/** The resources of a type in the call's region that fit its arguments, by id. */
export function lookUp(call: Call, type: string): readonly AccountRow[] {
  const facts = call.cloud.facts.resource(type);
  const regional = facts !== undefined && isRegional(facts);
  const rows = call.cloud.account.ofType(type, regional ? call.place.region : "global");
  return rows.filter((row) => fits(row, call.args));
}

function fits(row: AccountRow, args: Values): boolean {
  const named = Object.entries(args).filter(([name, value]) => value !== null && !MANNERS.includes(name));
  if (!named.every(([name, value]) => fitsArgument(row, name, value))) return false;
  const tags = properties(row.outputs.tagsAll);
  if (!Object.entries(properties(args.tags)).every(([key, value]) => sameValue(tags[key], value))) return false;
  return [...filtersOf(args.filters)].every(([name, values]) => fitsFilter(row, name, values));
}

function fitsArgument(row: AccountRow, name: string, value: Value): boolean {
  if (name === "id" || sameValue(value, row.id)) return sameValue(value, row.id);
  if (name === "default") return value === false;
  return name in row.outputs ? sameValue(row.outputs[name], value) : true;
}

/** Filters are written as EC2's API names them: `vpc-id` is vpcId, `tag:Name` a tag. */
function fitsFilter(row: AccountRow, name: string, values: readonly string[]): boolean {
  const tag = /^tag:(.+)$/.exec(name)?.[1];
  if (tag !== undefined) return values.includes(text(properties(row.outputs.tagsAll)[tag]) ?? "");
  const property = name.replace(/[-.]([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  if (property.endsWith("Id") && values.includes(row.id)) return true;
  const value = row.outputs[property] ?? row.outputs[property.replace(/^cidrBlock$|^cidr$/, "cidrBlock")];
  return value === undefined ? isCertain(name, values) : values.includes(String(value));
}

/** Filters on what every simulated resource is. */
function isCertain(name: string, values: readonly string[]): boolean {
  return name === "state" && values.includes("available");
}

/** The one resource that fits. @throws Refusal when none or several do and the call names none by its id */
export function only(call: Call, type: string, rows: readonly AccountRow[]): AccountRow | undefined {
  const [first, ...more] = rows;
  if (first && (more.length === 0 || call.args.mostRecent === true)) return first;
  if (first)
    throw new Refusal(`${call.token}: ${rows.length} resources of type ${type} match; use more specific criteria`);
  return undefined;
}
