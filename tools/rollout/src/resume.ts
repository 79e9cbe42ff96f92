import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LayerName, StrataError } from "@strata/shared-config";
import { type LayerRecord, RECORD_VERSION, type RolloutRecord } from "./record.ts";
import type { RolloutRequest } from "./request.ts";
import { openRuns, systemCode } from "./run-folder.ts";

/**
 * What of the layers asked for the last run of the same operation has not done: those that failed, were skipped, or were
 * under way when it died. Throws RUN_MISSING where no such run is on record.
 *
 * @param folder of the records
 */
export async function unfinishedLayers(
  folder: string,
  { environment, operation }: RolloutRequest,
  asked: readonly LayerName[],
): Promise<readonly LayerName[]> {
  const last = await lastRecord(
    folder,
    (record) => record.environment === environment && record.operation === operation,
  );
  if (last === undefined) {
    throw new StrataError("RUN_MISSING", `there is no ${operation} of ${environment} on record to resume`, {
      hint: `leave --resume out: nx run-many -t ${operation} -c ${environment}`,
      fault: "user",
    });
  }
  return unfinished(last.layers, asked);
}

/** Those of the layers asked for that have a row, and not one that says that they ended well. */
export function unfinished<Name extends string>(
  rows: readonly { readonly layer: Name; readonly status: LayerRecord["status"] }[],
  asked: readonly Name[],
): readonly Name[] {
  const open = rows.filter(({ status }) => status !== "succeeded" && status !== "unchanged");
  const names = new Set(open.map(({ layer }) => layer));
  return asked.filter((layer) => names.has(layer));
}

/** How long the last run of the same operation took that ended well, in milliseconds; undefined where there is none. */
export async function lastDuration(
  folder: string,
  { environment, operation }: RolloutRequest,
): Promise<number | undefined> {
  const last = await lastRecord(
    folder,
    (record) => record.environment === environment && record.operation === operation && record.status === "succeeded",
  );
  return last?.durationMs;
}

/** The newest record of which something is true; an older version's and an unreadable one are passed over. */
export async function lastRecord(
  folder: string,
  isWanted: (record: RolloutRecord) => boolean,
): Promise<RolloutRecord | undefined> {
  const runs = await openRuns(folder);
  // An id is the time of its start: the last one by name is the last one.
  for (const id of (await readdir(runs)).sort().reverse()) {
    const record = await readRecord(join(runs, id, "record.json"));
    if (record !== undefined && isWanted(record)) return record;
  }
  return undefined;
}

async function readRecord(file: string): Promise<RolloutRecord | undefined> {
  try {
    const record: RolloutRecord = JSON.parse(await readFile(file, "utf8"));
    return record.version === RECORD_VERSION ? record : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
