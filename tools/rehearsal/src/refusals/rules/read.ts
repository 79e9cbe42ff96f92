import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { AccountRow } from "../../account/account.ts";
import { type Block, parseBlock } from "../../components/vpc/blocks.ts";
import { isList, isObject, text, texts, type Value, type Values } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";

/** A number, also one that is written as a text. */
export function amount(value: Value | undefined): number | undefined {
  if (typeof value === "number") return value;
  const written = text(value);
  return written !== undefined && /^-?\d+(\.\d+)?$/.test(written) ? Number(written) : undefined;
}

/** The objects of a list. */
export function objects(value: Value | undefined): readonly Values[] {
  return isList(value) ? value.filter(isObject) : [];
}

/** Whether a property has a value that means something. */
export function isSet(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "") return false;
  return isList(value) ? value.length > 0 : true;
}

/** The first value that is there more than once. */
export function firstTwice<T>(values: readonly T[]): T | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

/** What the account has of a type where the attempt takes place, without what the attempt is about. */
export function others({ account, place, facts, id }: Attempt, type: string = facts.token): readonly AccountRow[] {
  const rows = [...account.ofType(type, place.region), ...account.ofType(type, "global")];
  return rows.filter((row) => !(row.type === facts.token && id !== "" && row.id === id));
}

/** The resource of one of some types that an id, a name or an ARN stands for; none where nobody made it here. */
export function named(
  attempt: Attempt,
  types: string | readonly string[],
  name: Value | undefined,
): AccountRow | undefined {
  const key = text(name);
  if (key === undefined) return undefined;
  const { account, place } = attempt;
  for (const type of [types].flat()) {
    for (const region of [place.region, "global"]) {
      const row = account.find({ type, region, key });
      if (row) return row;
    }
  }
  if (!key.startsWith("arn:")) return undefined;
  return [types]
    .flat()
    .flatMap((type) => others(attempt, type))
    .find((row) => row.outputs.arn === key);
}

/** The rows for a list of ids; undefined where one of them is not in the account. */
export function allNamed(attempt: Attempt, type: string, ids: readonly string[]): readonly AccountRow[] | undefined {
  const rows = ids.flatMap((id) => named(attempt, type, id) ?? []);
  return rows.length === ids.length ? rows : undefined;
}

/** A property as the cloud has it. */
export function textOf(row: AccountRow | undefined, property: string): string | undefined {
  return text(row?.outputs[property]) ?? text(row?.inputs[property]);
}

/** The zones that subnets are in; undefined where one of them is not in the account. */
export function zonesOfSubnets(attempt: Attempt, ids: readonly string[]): readonly string[] | undefined {
  const rows = allNamed(attempt, "aws:ec2/subnet:Subnet", ids);
  return rows?.map((row) => textOf(row, "availabilityZone") ?? "");
}

/** The subnets of a load balancer, mapped or not. */
export function subnetsOf(inputs: Values): readonly string[] {
  const mapped = objects(inputs.subnetMappings).flatMap((one) => text(one.subnetId) ?? []);
  return [...texts(inputs.subnets), ...mapped];
}

/** The block of a CIDR text; undefined for another text. */
export function blockOf(value: Value | undefined): Block | undefined {
  const cidr = text(value);
  return cidr !== undefined && ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr) ? parseBlock(cidr) : undefined;
}

/** Whether a text is an address of a version of IP. */
export function isAddress(value: string, version: 4 | 6): boolean {
  return isIP(value) === version;
}

/** The account's number and region in an ARN. */
export function regionOfArn(arn: string): string | undefined {
  return arn.startsWith("arn:") ? arn.split(":")[3] : undefined;
}
