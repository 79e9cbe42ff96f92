import { isAbsolute, join } from "node:path";
import type { StateStore } from "@strata/engine";
import { lockUnavailable } from "./lock-errors.ts";
import type { LockTable } from "./lock-table.ts";

/**
 * The table of an environment's lock: a folder in the backend's own for a `file://` one, and the DynamoDB table that
 * STRATA_LOCK_TABLE (or `state.lockTable`, see `openEnvironment`) names for an `s3://` one. So whoever shares the state shares the lock.
 *
 * @param root of the workspace
 * @returns undefined for a store that is neither
 * @throws StrataError LOCK_UNAVAILABLE when S3 holds the state and no table is named: without one there is no lock
 */
export async function openLockTable(
  root: string,
  store: StateStore,
  environment: string,
): Promise<LockTable | undefined> {
  const { place } = store;
  if (isAbsolute(place)) {
    const { openFileTable } = await import("./file-table.ts");
    return openFileTable(join(place, ".strata", "locks", environment));
  }
  if (!place.startsWith("s3://")) return undefined;
  const table = process.env.STRATA_LOCK_TABLE;
  if (table === undefined || table === "") {
    throw lockUnavailable(
      `the state is in ${place}, and neither state.lockTable nor STRATA_LOCK_TABLE names a DynamoDB table for its locks`,
      `strata setup ${environment}   (makes one), or export STRATA_LOCK_TABLE=<table>`,
    );
  }
  // Loaded here: whoever keeps state in a folder has no need of an SDK.
  const { openDynamoTable } = await import("./dynamo-table.ts");
  const { backendUrl, parseS3Url, signInOf } = await import("@strata/engine");
  const signIn = await signInOf(parseS3Url(backendUrl(root) ?? place));
  return openDynamoTable({ table, key: `${place}#${environment}`, signIn });
}
