import type { Account, AccountRow } from "../../account/account.ts";
import { wordsFor } from "../../account/words.ts";
import { isList, isObject, type Value } from "../../wire/values.ts";
import type { ApiError, Attempt } from "../attempt.ts";
import { mappedAddresses } from "./gateways.ts";
import { IDENTITIES } from "./identities.ts";
import { NETWORKS } from "./networks.ts";
import { PROTECTIONS } from "./protection.ts";
import { SERVICES } from "./services.ts";
import type { InUseRow, Use } from "./use.ts";

/** Every type that is kept by its users. What is not here can be deleted at any time. */
export const IN_USE: readonly InUseRow[] = [...NETWORKS, ...SERVICES, ...IDENTITIES];

const BY_TYPE: ReadonlyMap<string, InUseRow> = new Map(IN_USE.map((row) => [row.type, row]));

/** Refuses to delete what is protected or in use. */
export function checkInUse(attempt: Attempt): ApiError | undefined {
  if (attempt.operation !== "delete") return undefined;
  return protection(attempt) ?? use(attempt) ?? mappedAddresses(attempt);
}

function protection({ facts, inputs, id }: Attempt): ApiError | undefined {
  const row = PROTECTIONS.find(({ type, property, value }) => type === facts.token && inputs[property] === value);
  return row && { code: row.code, message: row.message(id) };
}

function use({ facts, inputs, id, account, place }: Attempt): ApiError | undefined {
  const row = BY_TYPE.get(facts.token);
  if (!row || row.unless?.(inputs)) return undefined;
  const region = facts.inputs.includes("region") ? place.region : "global";
  const owned = { type: facts.token, id, outputs: inputs, region };
  return isUsed(account, owned, row.usedBy) ? { code: row.code, message: row.message(id) } : undefined;
}

type Owned = Pick<AccountRow, "type" | "id" | "outputs" | "region">;

function isUsed(account: Account, owned: Owned, uses: readonly Use[]): boolean {
  return wordsOf(owned).some((word) =>
    account.saying(word).some((user) => {
      if (user.id === owned.id && user.type === owned.type) return false;
      if (owned.region !== "global" && user.region !== "global" && user.region !== owned.region) return false;
      return uses.some(
        (one) =>
          one.type === user.type &&
          says(user.inputs[one.property], word) &&
          (one.when?.(user.inputs) ?? true) &&
          (one.while === undefined || isUsed(account, user, one.while)),
      );
    }),
  );
}

/** What belongs to a VPC is called so by others, and is no name of it. */
function wordsOf(owned: Owned): readonly string[] {
  return owned.type === "aws:ec2/vpc:Vpc" ? [owned.id] : wordsFor(owned);
}

function says(value: Value | undefined, word: string): boolean {
  if (value === word) return true;
  if (isList(value)) return value.some((item) => says(item, word));
  return isObject(value) && Object.values(value).some((item) => says(item, word));
}
