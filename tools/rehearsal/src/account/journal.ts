import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { StrataError } from "@strata/shared-config";
import { diskError } from "../world/disk.ts";
import { Account, type AccountJournal, type AccountRow, type JournalEntry, type ResourceKey } from "./account.ts";

/**
 * Opens the account kept in a file, one line a change.
 * @throws STATE_UNWRITABLE or DISK_FULL when the file cannot be written; REHEARSAL_UNSAFE when a line is damaged.
 */
export function openAccount(file: string): Account {
  const { rows, given, changes, length } = readJournal(file);
  let handle = openJournal(file, "a");
  // What a killed process left of its last line was never acknowledged.
  ftruncateSync(handle, length);
  const account = new Account(
    {
      append: (entry) => appendLine(file, handle, entry),
      rewrite: (kept, known) => {
        closeSync(handle);
        writeJournal(file, kept, known);
        handle = openJournal(file, "a");
      },
    },
    rows.values(),
    given,
  );
  // A journal that is mostly history is rewritten, so that a world which lives for months stays small.
  if (changes > 1000 && changes > 4 * rows.size) account.compact();
  return account;
}

/** The resources in a journal, whether a process holds it open or not. */
export function readAccount(file: string): readonly AccountRow[] {
  return [...readJournal(file).rows.values()];
}

/** Forgets an environment's resources in a journal that no process holds open. Gives their number. */
export function forgetInJournal(file: string, environment: string): number {
  if (!existsSync(file)) return 0;
  const { rows, given } = readJournal(file);
  const rewrite: AccountJournal["rewrite"] = (kept, known) => writeJournal(file, kept, known);
  return new Account({ append: () => undefined, rewrite }, rows.values(), given).forgetStack(environment);
}

interface JournalContent {
  readonly rows: Map<string, AccountRow>;
  readonly given: Set<string>;
  readonly changes: number;
  /** Bytes up to the end of the last whole line. */
  readonly length: number;
}

function readJournal(file: string): JournalContent {
  const rows = new Map<string, AccountRow>();
  const given = new Set<string>();
  if (!existsSync(file)) return { rows, given, changes: 0, length: 0 };
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").slice(0, -1);
  lines.forEach((line, index) => {
    const entry = parseEntry(line);
    if (!entry) throw damaged(file, index + 1);
    if (entry.op === "put") rows.set(keyText(entry.row), entry.row);
    else if (entry.op === "given") given.add(entry.word);
    else rows.delete(keyText(entry.key));
  });
  return { rows, given, changes: lines.length, length: Buffer.byteLength(whole) };
}

function keyText(key: ResourceKey): string {
  return JSON.stringify([key.type, key.region, key.key]);
}

function parseEntry(line: string): JournalEntry | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isEntry(entry: unknown): entry is JournalEntry {
  if (typeof entry !== "object" || entry === null || !("op" in entry)) return false;
  if (entry.op === "put") return "row" in entry;
  return entry.op === "given" ? "word" in entry : entry.op === "delete" && "key" in entry;
}

function damaged(file: string, line: number): StrataError {
  return new StrataError("REHEARSAL_UNSAFE", `line ${line} of the simulated account is damaged (${file})`, {
    hint: "remove the folder .strata/rehearsal and rehearse again: it holds nothing but rehearsals",
    fault: "environment",
  });
}

function openJournal(file: string, flags: "a" | "w"): number {
  try {
    return openSync(file, flags, 0o600);
  } catch (error) {
    throw diskError(error, file);
  }
}

/** A line that does not fit is taken back, so that the next one starts on a line of its own. */
function appendLine(file: string, handle: number, entry: JournalEntry): void {
  const line = Buffer.from(`${JSON.stringify(entry)}\n`);
  const before = fstatSync(handle).size;
  try {
    if (writeSync(handle, line) < line.length) {
      throw Object.assign(new RangeError(`only a part of a line was written to ${file}`), { code: "ENOSPC" });
    }
  } catch (error) {
    ftruncateSync(handle, before);
    throw diskError(error, file);
  }
}

function writeJournal(file: string, rows: Iterable<AccountRow>, given: Iterable<string>): void {
  const next = `${file}.next`;
  const handle = openJournal(next, "w");
  try {
    for (const word of given) writeSync(handle, `${JSON.stringify({ op: "given", word })}\n`);
    for (const row of rows) writeSync(handle, `${JSON.stringify({ op: "put", row })}\n`);
  } catch (error) {
    throw diskError(error, file);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
}
