import type { Account } from "../src/account/account.ts";
import { givenWord } from "../src/refusals/references/known.ts";
import { NAMES } from "../src/refusals/references/names.ts";

/** Lets a name exist for every type that another can refer to by name: a test of one resource needs no others then. */
export function giveName(account: Account, name: string, region: string): void {
  for (const { targets } of NAMES) {
    for (const type of targets) {
      for (const where of [region, "global"]) account.give(givenWord(name, where, type));
    }
  }
}
