import type { StateStore } from "@strata/engine";
import type { RolloutRecord } from "../record.ts";
import { lastRecord } from "./local-runs.ts";
import { lastStoredRun } from "./stored-runs.ts";

/** Where records lie: on this machine, and beside the state, where other machines put theirs. */
export interface RecordPlaces {
  /** Of this machine's records. */
  readonly folder: string;
  readonly store: StateStore | undefined;
}

/** The newest record of an environment, from here or from another machine, of which something is true. */
export async function newestRun(
  { folder, store }: RecordPlaces,
  environment: string,
  isWanted: (record: RolloutRecord) => boolean = () => true,
): Promise<RolloutRecord | undefined> {
  const here = await lastRecord(folder, (record) => record.environment === environment && isWanted(record));
  const there = store === undefined ? undefined : await lastStoredRun(store, environment, isWanted);
  if (here === undefined || there === undefined) return here ?? there;
  // The store has a run once it has ended: of one run, its copy may know more.
  return there.id >= here.id ? there : here;
}
