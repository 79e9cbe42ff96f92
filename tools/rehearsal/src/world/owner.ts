import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { systemCode } from "@strata/shared-config";
import { lifeOf, processStart } from "@strata/shared-config/process";
import { diskError } from "./disk.ts";

/** Who holds a lock. */
export interface Owner {
  readonly pid: number;
  readonly command: string;
  /** When it took the lock, ISO 8601. */
  readonly startedAt: string;
  /** When its process was started, as the system counts: tells it from a later process with the same number. */
  readonly process: string;
}

/** A lock that is held: gone after `release`. */
export interface HeldLock {
  readonly release: () => void;
}

/**
 * Takes a lock file, or says who holds it. The lock of a process that is gone is taken over.
 * @throws STATE_UNWRITABLE or DISK_FULL when the file cannot be written
 */
export function takeLock(file: string, command: string): HeldLock | Owner {
  const mine: Owner = {
    pid: process.pid,
    command,
    startedAt: new Date().toISOString(),
    process: processStart(process.pid),
  };
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(mine));
    for (;;) {
      if (tryLink(draft, file)) return { release: () => release(file, mine) };
      const owner = readOwner(file);
      if (owner && lifeOf(owner.pid, owner.process) !== "gone") return owner;
      if (owner) retire(file, owner);
    }
  } catch (error) {
    throw diskError(error, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A hard link is made whole or not at all, so a lock is never seen without its owner. */
function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Moves a dead owner's lock away. If another process was quicker and the file is a live lock by now, it goes back. */
function retire(file: string, dead: Owner): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return;
    throw error;
  }
  const moved = readOwner(aside);
  if (moved && (moved.pid !== dead.pid || moved.startedAt !== dead.startedAt)) tryLink(aside, file);
  rmSync(aside, { force: true });
}

function release(file: string, mine: Owner): void {
  const owner = readOwner(file);
  if (owner?.pid === mine.pid && owner.startedAt === mine.startedAt) rmSync(file, { force: true });
}

/** The owner of a lock file. One that cannot be read is of no living process: our locks are never written in part. */
function readOwner(file: string): Owner | undefined {
  try {
    const owner: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isOwner(owner) ? owner : UNKNOWN_OWNER;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    if (error instanceof SyntaxError) return UNKNOWN_OWNER;
    throw error;
  }
}

const UNKNOWN_OWNER: Owner = { pid: 0x7fffffff, command: "unknown", startedAt: "", process: "none" };

function isOwner(value: unknown): value is Owner {
  if (typeof value !== "object" || value === null) return false;
  if (!("pid" in value) || !("command" in value) || !("startedAt" in value) || !("process" in value)) return false;
  return typeof value.pid === "number" && typeof value.command === "string" && typeof value.startedAt === "string";
}
