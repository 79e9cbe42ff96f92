import { open } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { StrataError, systemCode } from "@strata/shared-config";
import type { RolloutRecord } from "../record.ts";
import type { RolloutEvent } from "../request.ts";
import { eventsFile } from "./event-log.ts";
import type { FoundRun } from "./find-run.ts";
import { standingOf } from "./standing.ts";

/** How often the events' file is looked at. A watch on it would not tell of a supervisor that is gone. */
const LOOK_MS = 200;

/**
 * Tells what happened in a run so far and what happens from now on, until it ends. Changes nothing in it.
 *
 * @param signal ends the watching; the run goes on
 * @returns its record at the end; undefined when the watching ended first
 * @throws StrataError RUN_LOST when its supervisor is gone
 */
export async function followRun(
  { record, file }: FoundRun,
  notify: (event: RolloutEvent) => void,
  signal: AbortSignal,
): Promise<RolloutRecord | undefined> {
  const lines = new LineReader(eventsFile(file));
  let last: RolloutRecord | undefined;
  while (!signal.aborted) {
    // Before the lines are read: what a supervisor wrote in its last moment is read after it was seen to be gone.
    const standing = standingOf(record);
    for (const line of await lines.next()) {
      const event: RolloutEvent = JSON.parse(line);
      notify(event);
      if (event.code === "rollout-finished") last = event.data.record;
    }
    if (last !== undefined) return last;
    if (standing === "lost") throw lostRun(record);
    // Its end is on record, and its events do not tell of it.
    if (standing === "over") return record;
    await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

/** The error for a run whose supervisor is gone. */
export function lostRun({ id, environment, operation, supervisor }: RolloutRecord): StrataError {
  return new StrataError(
    "RUN_LOST",
    `the ${operation} of ${environment} that began as ${id} was lost: its supervisor, process ${supervisor.pid}, has gone`,
    {
      hint: `nx run-many -t ${operation} -c ${environment}   (it goes on from the state that the engines left)`,
      fault: "environment",
    },
  );
}

/** Reads a file that is written to, line by line: only what has come since, and only whole lines. */
class LineReader {
  readonly #file: string;
  #position = 0;
  #rest = Buffer.alloc(0);

  constructor(file: string) {
    this.#file = file;
  }

  async next(): Promise<readonly string[]> {
    const added = await this.#read();
    const text = Buffer.concat([this.#rest, added]);
    // Cut at a line's end: the last character of what was read may be in two parts.
    const end = text.lastIndexOf("\n") + 1;
    this.#rest = text.subarray(end);
    return text.subarray(0, end).toString("utf8").split("\n").filter(Boolean);
  }

  async #read(): Promise<Buffer> {
    const handle = await open(this.#file).catch((error: unknown) => {
      // The run has its folder, and nothing has happened yet.
      if (systemCode(error) === "ENOENT") return undefined;
      throw error;
    });
    if (handle === undefined) return Buffer.alloc(0);
    try {
      const size = (await handle.stat()).size - this.#position;
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.max(0, size)), 0, size, this.#position);
      this.#position += bytesRead;
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }
}
