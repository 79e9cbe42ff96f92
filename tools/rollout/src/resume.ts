import { type LayerName, StrataError } from "@strata/shared-config";
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
  const open = last.layers.filter(({ status }) => status !== "succeeded" && status !== "unchanged");
  return asked.filter((layer) => open.some((row) => row.layer === layer));
}
