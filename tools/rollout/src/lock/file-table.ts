/**
 * A lock as a folder of small files. Each entry is a file named by its number, which is made whole and at once by a
 * link, and never changed: so of two that want a number one gets it, and there is no moment at which a lock is moved
 * away. Beside it stand its sign of life and, at the end, the mark that it is free.
 *
 *   7.json  7.beat  7.released
 *
 * The highest number counts, over all files, so that one whose entry was deleted by hand is not given out again. A
 * holder takes the files of lower numbers away. A slow contender may then make one of those anew: it looks again after it has
 * made its entry, finds a higher number, and takes its own back.
 */
import { randomBytes } from "node:crypto";
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { asTree, systemCode } from "@strata/shared-config";
import { unwritable } from "../run-folder.ts";
import type { Claim, LockRow, LockTable } from "./lock-table.ts";
import { type Owner, parseOwner } from "./owner.ts";

/** The table of one environment in a `file://` backend. Its functions throw STATE_UNWRITABLE or DISK_FULL. */
export function openFileTable(folder: string): LockTable {
  return {
    place: folder,
    read: () => readNewest(folder),
    take: (claim, seen) => take(folder, claim, seen).catch(failed(folder)),
    beat: (claim, beat) => giveSign(folder, claim, beat).catch(failed(folder)),
    release: (row) => markFree(folder, row.number).catch(failed(folder)),
  };
}

async function readNewest(folder: string): Promise<LockRow | undefined> {
  for (;;) {
    const files = await listFiles(folder);
    const number = highest(files);
    if (number === undefined) return undefined;
    const released = files.includes(`${number}.released`);
    // An entry that was deleted by hand while its other files stayed: its number is used up, and nobody holds it.
    if (!files.includes(`${number}.json`)) {
      return { number, id: `${number}-deleted`, owner: undefined, beat: 0, released: true };
    }
    const text = await readIfThere(join(folder, `${number}.json`));
    // Gone since it was listed: a later holder cleared it away, or somebody deleted it.
    if (text === undefined) continue;
    const { id, owner } = parseEntry(number, text);
    const beat = Number((await readIfThere(join(folder, `${number}.beat`))) ?? 0);
    return { number, id, owner, beat: Number.isFinite(beat) ? beat : 0, released };
  }
}

async function take(folder: string, claim: Claim, seen: LockRow | undefined): Promise<boolean> {
  const { number, id, owner } = claim;
  if (number !== (seen?.number ?? 0) + 1) return false;
  await mkdir(folder, { recursive: true });
  const entry = join(folder, `${number}.json`);
  const draft = join(folder, `${id}.draft`);
  try {
    await writeFile(draft, `${JSON.stringify({ id, owner })}\n`, { flush: true });
    await link(draft, entry);
  } catch (error) {
    if (systemCode(error) === "EEXIST" || systemCode(error) === "ENOENT") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const files = await listFiles(folder);
  const used = files.includes(`${number}.released`) || files.includes(`${number}.beat`);
  if (highest(files) !== number || used) {
    await rm(entry, { force: true });
    return false;
  }
  const old = files.filter((file) => (numberOf(file) ?? number) < number);
  await Promise.all(old.map((file) => rm(join(folder, file), { force: true })));
  return true;
}

async function giveSign(folder: string, { number, id }: Pick<Claim, "number" | "id">, beat: number): Promise<boolean> {
  const newest = await readNewest(folder);
  if (newest?.id !== id || newest.released) return false;
  const draft = join(folder, `${number}-${randomBytes(4).toString("hex")}.draft`);
  try {
    await writeFile(draft, String(beat));
    await rename(draft, join(folder, `${number}.beat`));
    return true;
  } catch (error) {
    // The whole folder was deleted meanwhile, or a later holder cleared the draft away.
    if (systemCode(error) === "ENOENT") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function markFree(folder: string, number: number): Promise<void> {
  await writeFile(join(folder, `${number}.released`), "").catch((error: unknown) => {
    if (systemCode(error) !== "ENOENT") throw error;
  });
}

/** An entry that cannot be read has an id all the same, by which a person can release it. */
function parseEntry(number: number, text: string): { readonly id: string; readonly owner: Owner | undefined } {
  const unknown = { id: `${number}-unknown`, owner: undefined };
  try {
    const { id, owner } = asTree(JSON.parse(text));
    if (id === undefined || owner === undefined) return unknown;
    return { id: String(id), owner: parseOwner(JSON.stringify(owner)) };
  } catch (error) {
    if (error instanceof SyntaxError) return unknown;
    throw error;
  }
}

function highest(files: readonly string[]): number | undefined {
  const numbers = files
    .filter((file) => !file.endsWith(".draft"))
    .map(numberOf)
    .filter((number) => number !== undefined);
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function numberOf(file: string): number | undefined {
  const found = /^(\d+)[.-]/.exec(file);
  return found === null ? undefined : Number(found[1]);
}

async function listFiles(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  });
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
}

function failed(folder: string): (error: unknown) => never {
  return (error) => {
    throw unwritable(folder, error);
  };
}
