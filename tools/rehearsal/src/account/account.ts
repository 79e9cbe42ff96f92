import { parseUrn } from "@strata/shared-config";
import type { Values } from "../wire/values.ts";
import { WordIndex } from "./word-index.ts";

/** What tells one simulated resource from another. Names of global services are unique in the account: region "global". */
export interface ResourceKey {
  readonly type: string;
  readonly region: string;
  /** Its id, or for a few types a property that is its own where the id is not. */
  readonly key: string;
}

/** One simulated resource. Secret values are masked. */
export interface AccountRow extends ResourceKey {
  readonly id: string;
  readonly urn: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

/** Where changes of the account are written before they count. */
export interface AccountJournal {
  /** Throws when the change could not be written; then nothing has changed. */
  readonly append: (entry: JournalEntry) => void;
  /** Replaces the whole journal, atomically. */
  readonly rewrite: (rows: Iterable<AccountRow>, given: Iterable<string>) => void;
}

/** A line of the journal. */
export type JournalEntry =
  | { readonly op: "put"; readonly row: AccountRow }
  | { readonly op: "delete"; readonly key: ResourceKey; readonly urn: string }
  | { readonly op: "given"; readonly word: string };

/** Every simulated resource, in memory; each change goes to the journal first. */
export class Account {
  readonly #journal: AccountJournal;
  readonly #rows: Map<string, AccountRow>;
  readonly #byType = new Map<string, Map<string, AccountRow>>();
  readonly #byUrn = new Map<string, Map<string, AccountRow>>();
  readonly #words = new WordIndex();
  readonly #given: Set<string>;

  constructor(journal: AccountJournal, rows: Iterable<AccountRow>, given: Iterable<string> = []) {
    this.#journal = journal;
    this.#rows = new Map();
    this.#given = new Set(given);
    for (const row of rows) this.#keep(row);
  }

  get size(): number {
    return this.#rows.size;
  }

  find(key: ResourceKey): AccountRow | undefined {
    return this.#rows.get(keyOf(key));
  }

  /** The resources of a type in a region, by key. */
  ofType(type: string, region: string): readonly AccountRow[] {
    const rows = [...(this.#byType.get(type)?.values() ?? [])].filter((row) => row.region === region);
    return rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** What a URN stands for: one resource, or two while one is being replaced. */
  ofUrn(urn: string): readonly AccountRow[] {
    return [...(this.#byUrn.get(urn)?.values() ?? [])];
  }

  all(): readonly AccountRow[] {
    return [...this.#rows.values()];
  }

  /** The resources of an id, ARN or name, of any type and region. */
  called(word: string): readonly AccountRow[] {
    return this.#words.called(word);
  }

  /** The resources whose inputs say a word anywhere. */
  saying(word: string): readonly AccountRow[] {
    return this.#words.saying(word);
  }

  /** Whether a look-up supposed that this exists, though nobody here made it. */
  isGiven(word: string): boolean {
    return this.#given.has(word);
  }

  /** Remembers that this exists, though nobody here made it: for good, as nothing tells who asked. */
  give(word: string): void {
    if (this.#given.has(word)) return;
    this.#journal.append({ op: "given", word });
    this.#given.add(word);
  }

  put(row: AccountRow): void {
    this.#journal.append({ op: "put", row });
    this.#keep(row);
  }

  delete(key: ResourceKey, urn: string): void {
    if (!this.#rows.has(keyOf(key))) return;
    this.#journal.append({ op: "delete", key, urn });
    this.#drop(key);
  }

  /** Forgets what the stacks of an environment made. Gives the number of resources forgotten. */
  forgetStack(environment: string): number {
    const gone = this.all().filter((row) => parseUrn(row.urn).environment === environment);
    for (const row of gone) this.#drop(row);
    this.compact();
    return gone.length;
  }

  /** Writes the journal anew, without its history. */
  compact(): void {
    this.#journal.rewrite(this.#rows.values(), this.#given);
  }

  #keep(row: AccountRow): void {
    const key = keyOf(row);
    this.#drop(row);
    this.#rows.set(key, row);
    index(this.#byType, row.type).set(key, row);
    index(this.#byUrn, row.urn).set(key, row);
    this.#words.add(key, row);
  }

  #drop(key: ResourceKey): void {
    const name = keyOf(key);
    const row = this.#rows.get(name);
    if (!row) return;
    this.#rows.delete(name);
    this.#byType.get(row.type)?.delete(name);
    this.#words.drop(name, row);
    const ofUrn = index(this.#byUrn, row.urn);
    ofUrn.delete(name);
    if (ofUrn.size === 0) this.#byUrn.delete(row.urn);
  }
}

function index(rows: Map<string, Map<string, AccountRow>>, by: string): Map<string, AccountRow> {
  const found = rows.get(by) ?? new Map<string, AccountRow>();
  rows.set(by, found);
  return found;
}

function keyOf(key: ResourceKey): string {
  return `${key.type} ${key.region} ${key.key}`;
}
