import type { Account } from "../../account/account.ts";
import { wordsIn } from "../../account/words.ts";
import type { Place } from "../../facts/arn.ts";
import { text, type Values } from "../../wire/values.ts";
import { givenWord, missing } from "./known.ts";

/** By what a thing that was looked up may be called by name. */
const NAMES = ["id", "name", "zoneId", "identifier", "bucket"];

/** What was looked up: its type where the look-up was for one resource, and whether that type has regions. */
export interface LookedUp {
  readonly type: string | undefined;
  readonly regional: boolean;
  readonly place: Place;
}

/**
 * Remembers what a look-up or a read supposed to exist: the ids and ARNs of its answer that the account does not have,
 * and its names. From then on a reference to it is good, in any stack and any later run.
 */
export function rememberGiven(account: Account, { type, regional, place }: LookedUp, answer: Values): void {
  for (const word of wordsIn(answer)) {
    if (missing(word, { account, place, global: false })) account.give(givenWord(word, place.region));
  }
  if (type === undefined) return;
  for (const name of NAMES) {
    const word = text(answer[name]);
    if (word === undefined || word === "") continue;
    if (account.called(word).some((row) => row.type === type)) continue;
    account.give(givenWord(word, regional ? place.region : "global", type));
  }
}
