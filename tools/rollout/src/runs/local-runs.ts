import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { systemCode } from "@strata/shared-config";
import type { RolloutRecord } from "../record.ts";
import { openRuns } from "../run-folder.ts";
import { parseRecord } from "./stored-runs.ts";

/** The newest record of this machine of which something is true; an older version's and an unreadable one are passed over. */
export async function lastRecord(
  folder: string,
  isWanted: (record: RolloutRecord) => boolean,
): Promise<RolloutRecord | undefined> {
  const runs = await openRuns(folder);
  // An id is the time of its start: the last one by name is the last one.
  for (const id of (await readdir(runs)).sort().reverse()) {
    const record = parseRecord(await readText(join(runs, id, "record.json")));
    if (record !== undefined && isWanted(record)) return record;
  }
  return undefined;
}

async function readText(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
}
