import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StrataError, systemCode } from "@strata/shared-config";
import type { RolloutRecord } from "./record.ts";
import { RECORD_SCHEMA_ID } from "./record-schema.ts";

/** A place of its own for a run: its id and the path of its record. */
export interface RunPlace {
  readonly id: string;
  readonly file: string;
}

/**
 * Makes `<folder>/runs/<id>/`. The id is the time in UTC, `2026-11-20T09-30-05-120Z`; a second run in the same
 * millisecond gets `-2` after it. Throws STATE_UNWRITABLE or DISK_FULL.
 */
export async function claimRun(folder: string, now: Date): Promise<RunPlace> {
  const stamp = now.toISOString().replaceAll(/[:.]/g, "-");
  const runs = await openRuns(folder);
  for (let attempt = 1; ; attempt++) {
    const id = attempt === 1 ? stamp : `${stamp}-${attempt}`;
    const made = await writing(runs, () => makeFolder(join(runs, id)));
    if (made) return { id, file: join(runs, id, "record.json") };
  }
}

/** Makes `<folder>/runs` if it is not there, and gives its path. Throws STATE_UNWRITABLE or DISK_FULL. */
export async function openRuns(folder: string): Promise<string> {
  const runs = join(folder, "runs");
  await writing(runs, () => mkdir(runs, { recursive: true }));
  return runs;
}

/** Writes a record so that a reader sees the old one or the new one, never a part. Throws as `claimRun` does. */
export async function writeRecord(file: string, record: RolloutRecord): Promise<void> {
  await writeWhole(file, recordText(record));
}

/** A record as its file has it. */
export function recordText(record: RolloutRecord): string {
  return `${JSON.stringify({ $schema: RECORD_SCHEMA_ID, ...record }, undefined, 2)}\n`;
}

/** Writes a text so that a reader sees the old one or the new one, never a part. Throws as `claimRun` does. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await writing(file, async () => {
    await writeFile(`${file}.new`, text, { flush: true });
    await rename(`${file}.new`, file);
  });
}

/** What a failed write to `path` means to its reader: DISK_FULL or STATE_UNWRITABLE. */
export function unwritable(path: string, cause: unknown): StrataError {
  const full = systemCode(cause) === "ENOSPC" || systemCode(cause) === "EDQUOT";
  return full
    ? new StrataError("DISK_FULL", `no space left to write ${path}`, {
        hint: "free some space on that disk, then run the same command again",
        fault: "environment",
        cause,
      })
    : new StrataError("STATE_UNWRITABLE", `${path} cannot be written (${systemCode(cause) ?? String(cause)})`, {
        hint: "make that folder writable for this user, then run the same command again",
        fault: "environment",
        cause,
      });
}

async function writing<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    throw unwritable(path, error);
  }
}

async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}
