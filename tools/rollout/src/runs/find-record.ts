import { listEnvironments, openEnvironment } from "@strata/shared-config";
import { openReader, type StateReader } from "../open-reader.ts";
import type { RolloutRecord } from "../record.ts";
import { lastRecord } from "./local-runs.ts";
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
  const storeOf = async (environment: string) => {
    openEnvironment(root, environment);
    return (await open(root)).store;
  };
  if ("environment" in query) {
    return newestRun({ folder, store: await storeOf(query.environment) }, query.environment);
  }
  const isWanted = ({ id }: RolloutRecord) => id === query.id;
  const here = await lastRecord(folder, isWanted);
  for (const environment of here === undefined ? listEnvironments(root) : [here.environment]) {
    const found = await newestRun({ folder, store: await storeOf(environment) }, environment, isWanted);
    if (found !== undefined) return found;
  }
  return undefined;
}
