import type { Account } from "../../account/account.ts";
import type { Place } from "../../facts/arn.ts";
import { type ArnKind, arnKind } from "./arn-kinds.ts";
import { ec2Kind } from "./ec2-ids.ts";
import type { ReferenceKind } from "./kind.ts";

/** Where and whose a reference is looked for. */
export interface Search {
  readonly account: Account;
  readonly place: Place;
  /** The referring type has no region: what it names may lie in any. */
  readonly global: boolean;
}

/** The key under which the account remembers that something exists which nobody made. */
export function givenWord(word: string, region: string, type?: string): string {
  if (word.startsWith("arn:")) return word;
  return type === undefined ? `${region} ${word}` : `${region} ${type} ${word}`;
}

/** What kind of thing a text names, if nothing in the account or given to it is called so. */
export function missing(text: string, search: Search): ReferenceKind | undefined {
  const kind = ec2Kind(text);
  if (kind) {
    const global = search.global || (kind.anywhere ?? false);
    return isThere(text, { ...search, global }, search.place.region) ? undefined : kind;
  }
  return text.startsWith("arn:") ? missingArn(text, search) : undefined;
}

function missingArn(text: string, search: Search): ReferenceKind | undefined {
  const [, , service = "", region = "", account = "", ...rest] = text.split(":");
  const resource = rest.join(":");
  // Somebody else's, AWS's own (`arn:aws:iam::aws:policy/…`), or a pattern.
  if (account !== search.place.account || text.includes("*")) return undefined;
  if (service === "ec2") {
    const id = resource.slice(resource.lastIndexOf("/") + 1);
    const kind = ec2Kind(id);
    return kind && !isThere(id, search, region) && !search.account.isGiven(text) ? kind : undefined;
  }
  const kind = arnKind(service, resource);
  if (kind === undefined || kind.except?.test(resource)) return undefined;
  if (kind.local && !search.global && region !== search.place.region) return kind;
  return isArnThere(text, kind, search.account) ? undefined : kind;
}

function isArnThere(text: string, kind: ArnKind, account: Account): boolean {
  const plain = kind.without ? text.replace(kind.without, "") : text;
  return [text, plain].some((word) => account.called(word).length > 0 || account.isGiven(word));
}

function isThere(word: string, { account, global }: Search, region: string): boolean {
  const fits = (row: { readonly region: string }) => global || row.region === region || row.region === "global";
  return account.called(word).some(fits) || account.isGiven(givenWord(word, region));
}
