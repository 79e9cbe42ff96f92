import type { AccountRow } from "./account.ts";
import { wordsFor, wordsIn } from "./words.ts";

/** Finds resources by what they are called and by what they say, however many there are. */
export class WordIndex {
  readonly #called = new Map<string, Map<string, AccountRow>>();
  readonly #saying = new Map<string, Map<string, AccountRow>>();

  /** The resources of an id, ARN or name, of any type and region. */
  called(word: string): readonly AccountRow[] {
    return [...(this.#called.get(word)?.values() ?? [])];
  }

  /** The resources whose inputs say a word anywhere. */
  saying(word: string): readonly AccountRow[] {
    return [...(this.#saying.get(word)?.values() ?? [])];
  }

  add(key: string, row: AccountRow): void {
    for (const word of wordsFor(row)) into(this.#called, word, key, row);
    for (const word of wordsIn(row.inputs)) into(this.#saying, word, key, row);
  }

  drop(key: string, row: AccountRow): void {
    for (const word of wordsFor(row)) outOf(this.#called, word, key);
    for (const word of wordsIn(row.inputs)) outOf(this.#saying, word, key);
  }
}

type Rows = Map<string, Map<string, AccountRow>>;

function into(index: Rows, word: string, key: string, row: AccountRow): void {
  const rows = index.get(word);
  if (rows) rows.set(key, row);
  else index.set(word, new Map([[key, row]]));
}

function outOf(index: Rows, word: string, key: string): void {
  const rows = index.get(word);
  rows?.delete(key);
  if (rows?.size === 0) index.delete(word);
}
