/**
 * A process of its own with several writers, each of which takes the lock of `threa-prod` again and again:
 * `node writer.ts '{ "writers": 5, "rounds": 5, "dies": false, "poll": 50, "arena": …, "folder": … }'`. Inside it holds a file that
 * must not be there yet, and writes down its number. One that dies leaves in its last round without giving the lock back.
 */
import { appendFileSync, closeSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openFileTable } from "../../src/lock/file-table.ts";
import { machineClock } from "../../src/lock/lease-clock.ts";
import { contend, ownerHere } from "./contender.ts";

interface Work {
  readonly writers: number;
  readonly rounds: number;
  readonly dies: boolean;
  /** Milliseconds from one look at a held lock to the next. */
  readonly poll: number;
  /** Where the file inside is, and `numbers`. */
  readonly arena: string;
  /** A folder, or the name of a DynamoDB table. */
  readonly folder?: string;
  readonly dynamo?: string;
}

const work: Work = JSON.parse(process.argv[2] ?? "");
const table = work.folder === undefined ? await openDynamo(work.dynamo ?? "") : openFileTable(work.folder);
const inside = join(work.arena, "inside");

const write = async () => {
  for (let round = 1; round <= work.rounds; round++) {
    const lease = await contend({
      table,
      clock: machineClock,
      owner: ownerHere(),
      waitFor: Number.POSITIVE_INFINITY,
      timings: { beat: 500, lease: 60_000, poll: work.poll },
    });
    // Fails where somebody else is inside.
    closeSync(openSync(inside, "wx"));
    appendFileSync(join(work.arena, "numbers"), `${lease.number}\n`);
    await delay(1);
    await lease.check();
    rmSync(inside);
    if (work.dies && round === work.rounds) process.exit(0);
    await lease.release();
  }
};

await Promise.all(Array.from({ length: work.writers }, write));

async function openDynamo(name: string) {
  const { openDynamoTable } = await import("../../src/lock/dynamo-table.ts");
  return openDynamoTable({ table: name, key: "arena#threa-prod", signIn: {} });
}
