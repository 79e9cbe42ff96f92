import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { StrataError } from "@strata/shared-config";
import { forgetInJournal } from "../account/journal.ts";
import { type CloudRecord, readCloudRecord } from "./cloud-record.ts";
import { diskError } from "./disk.ts";
import { type HeldLock, takeLock } from "./owner.ts";
import { ask } from "./questions.ts";
import type { World } from "./world.ts";

/** A simulated cloud that answers. */
export interface RunningCloud extends CloudRecord {
  /** This call started it; otherwise it ran before. */
  readonly started: boolean;
}

/**
 * Starts the simulated cloud of a world as a process of its own that outlives the caller, or finds the one that runs.
 * @throws REHEARSAL_FAILED when the process does not come up; what it says itself (DISK_FULL, …)
 */
export async function startCloud(world: World): Promise<RunningCloud> {
  const running = await runningCloud(world);
  if (running) return { ...running, started: false };
  const lock = await takeTurn(`${world.cloud}.starting`);
  try {
    const quicker = await runningCloud(world);
    return quicker ? { ...quicker, started: false } : { ...(await spawnCloud(world)), started: true };
  } finally {
    lock.release();
  }
}

/** Ends the simulated cloud's process. Gives whether one ran. The account stays on disk. */
export async function stopCloud(world: World): Promise<boolean> {
  const record = await runningCloud(world);
  if (!record) return false;
  await ask(record.port, { ask: "stop" }, "stopped");
  return true;
}

/** The process that serves this world now, if one does. */
export async function runningCloud(world: World): Promise<CloudRecord | undefined> {
  const record = readCloudRecord(world);
  const answer = record && (await ask(record.port, { ask: "who" }));
  return answer?.folder === world.folder && answer.pid === record?.pid ? record : undefined;
}

/**
 * Forgets what the stacks of an environment made in the simulated account, so that it is rehearsed from nothing.
 * @returns the number of resources forgotten
 */
export async function forgetStack(world: World, environment: string): Promise<number> {
  const record = await runningCloud(world);
  const answer = record && (await ask(record.port, { ask: "forget", environment }));
  return answer ? answer.forgotten : forgetInJournal(world.account, environment);
}

/** Waits for a lock that is held for moments only: its file's removal is the sign. */
async function takeTurn(file: string): Promise<HeldLock> {
  for (;;) {
    const removed = new AbortController();
    const watcher = watch(dirname(file), { signal: removed.signal });
    const change = new Promise<void>((resolve) => {
      watcher.on("change", (_event, name) => name === basename(file) && resolve());
    });
    try {
      const lock = takeLock(file, "start of the simulated cloud");
      if ("release" in lock) return lock;
      await change;
    } finally {
      removed.abort();
    }
  }
}

const PROGRAM = fileURLToPath(new URL("../serve.ts", import.meta.url));

async function spawnCloud(world: World): Promise<CloudRecord> {
  const log = openLog(world);
  const child = spawn(process.execPath, [PROGRAM, world.folder], {
    cwd: world.folder,
    detached: true,
    stdio: ["ignore", log, log, "pipe"],
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  closeSync(log);
  const report = child.stdio[3];
  if (!report || !("on" in report) || !("read" in report)) throw failed(world, "it could not be started");
  const words = await text(report);
  child.unref();
  const record = readCloudRecord(world);
  if (words.startsWith("{")) throw readError(words);
  if (words.trim() !== "ready" || !record || record.pid !== child.pid)
    throw failed(world, "it ended before it was ready");
  return record;
}

function openLog(world: World): number {
  try {
    return openSync(world.log, "w", 0o600);
  } catch (error) {
    throw diskError(error, world.log);
  }
}

function failed(world: World, what: string): StrataError {
  const said = readFileSync(world.log, "utf8").trim();
  return new StrataError("REHEARSAL_FAILED", `the simulated cloud does not run: ${what}${said ? `\n${said}` : ""}`, {
    hint: `see ${world.log}`,
    fault: "strata",
  });
}

/** The error that the process reported, as its own. */
function readError(words: string): StrataError {
  const { code, message, hint, fault }: StrataError = JSON.parse(words);
  return new StrataError(code, message, { hint, fault });
}
