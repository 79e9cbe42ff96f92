import type { Account, AccountRow } from "../src/account/account.ts";
import type { Cloud } from "../src/operations/cloud.ts";
import { factsOf } from "../src/operations/cloud.ts";
import type { Attempt } from "../src/refusals/attempt.ts";
import type { Values } from "../src/wire/values.ts";
import { urnOf } from "./memory-cloud.ts";

/** The region and account of every attempt here. */
export const PLACE = { account: "123456789012", region: "eu-central-1" };

/** An attempt on a resource called `one`. */
export function attempt(cloud: Cloud, operation: Attempt["operation"], type: string, inputs: Values, id = ""): Attempt {
  const before = operation === "create" ? undefined : operation === "delete" ? inputs : {};
  const { account } = cloud;
  return { operation, facts: factsOf(cloud, type), urn: urnOf(type, "one"), id, inputs, before, place: PLACE, account };
}

/** Puts a resource into the account, its inputs as its outputs. */
export function put(account: Account, type: string, id: string, inputs: Values, more: Partial<AccountRow> = {}): void {
  const urn = urnOf(type, id);
  account.put({ type, region: PLACE.region, key: id, id, urn, inputs, outputs: inputs, ...more });
}
