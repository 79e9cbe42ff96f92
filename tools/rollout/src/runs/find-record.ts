import { listEnvironments } from "@strata/shared-config";
import { openReader, type StateReader } from "../open-reader.ts";
import type { RolloutRecord } from "../record.ts";
import { newestRun } from "./newest-run.ts";

/** Which record is meant: a run's, or an environment's last. */
export type RecordQuery = { readonly id: string } | { readonly environment: string };

/**
 * A record, from this machine or from beside the state; undefined where there is none.
 *
 * @param folder of this machine's records
 */
export async function findRecord(
  root: string,
  folder: string,
  query: RecordQuery,
  open: (root: string) => Promise<StateReader> = openReader,
): Promise<RolloutRecord | undefined> {
  const { store } = await open(root);
  if ("environment" in query) return newestRun({ folder, store }, query.environment);
  for (const environment of listEnvironments(root)) {
    const found = await newestRun({ folder, store }, environment, ({ id }) => id === query.id);
    if (found !== undefined) return found;
  }
  return undefined;
}
