import { type LayerName, StrataError } from "@strata/shared-config";
import type { LayerRecord } from "./record.ts";
import type { RolloutRequest } from "./request.ts";
import { newestRun, type RecordPlaces } from "./runs/newest-run.ts";

/**
 * What of the layers asked for the last run of the same operation has not done: those that failed, were skipped, or were
 * under way when it died. Throws RUN_MISSING where no such run is on record.
 */
export async function unfinishedLayers(
  places: RecordPlaces,
  { environment, operation }: RolloutRequest,
  asked: readonly LayerName[],
): Promise<readonly LayerName[]> {
  const last = await newestRun(places, environment, (record) => record.operation === operation);
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
  places: RecordPlaces,
  { environment, operation }: RolloutRequest,
): Promise<number | undefined> {
  const last = await newestRun(
    places,
    environment,
    (record) => record.operation === operation && record.status === "succeeded",
  );
  return last?.durationMs;
}
