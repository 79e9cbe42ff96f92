import type { StateStore } from "@strata/engine";
import { RECORD_VERSION, type RolloutRecord } from "../record.ts";
import { recordText } from "../run-folder.ts";

/** How many records of an environment a store keeps. */
export const KEPT_RUNS = 20;

/**
 * Copies the record of a run that has ended to the store, where a laptop and a CI job both see it:
 * `.strata/runs/<environment>/<id>.json`. The oldest ones beyond {@link KEPT_RUNS} go. Throws STATE_UNWRITABLE or DISK_FULL.
 */
export async function storeRun(store: StateStore, record: RolloutRecord): Promise<void> {
  const folder = runsPrefix(record.environment);
  await store.write(`${folder}${record.id}.json`, recordText(record));
  const keys = (await store.list(folder)).filter((key) => key.endsWith(".json"));
  for (const key of keys.slice(0, -KEPT_RUNS)) await store.remove(key);
}

/**
 * The newest record of an environment in the store of which something is true. An older version's, and one that cannot be
 * read, are passed over.
 */
export async function lastStoredRun(
  store: StateStore,
  environment: string,
  isWanted: (record: RolloutRecord) => boolean,
): Promise<RolloutRecord | undefined> {
  // An id is the time of its start: the last one by name is the last one.
  for (const key of (await store.list(runsPrefix(environment))).toReversed()) {
    const record = parseRecord(await store.read(key));
    if (record !== undefined && isWanted(record)) return record;
  }
  return undefined;
}

/** A record's text; undefined where it is none, or of another version. */
export function parseRecord(text: string | undefined): RolloutRecord | undefined {
  if (text === undefined) return undefined;
  try {
    const record: RolloutRecord = JSON.parse(text);
    return record.version === RECORD_VERSION ? record : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function runsPrefix(environment: string): string {
  return `.strata/runs/${environment}/`;
}
