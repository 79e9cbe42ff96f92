import { loadEnvironment, StrataError } from "@strata/shared-config";
import type { EngineDoor } from "../engine-door.ts";
import { isPreview } from "../operations.ts";
import type { Orphan, RolloutRecord } from "../record.ts";
import type { RolloutHost, RolloutRequest } from "../request.ts";
import { sweep, unlisted } from "./sweep.ts";

/**
 * What a run that has failed left in the account and in no state. Where the account cannot be asked, a warning says so,
 * and what was begun and never answered is all that is told.
 */
export async function sweepFailedRun(
  { root, environment, operation, config }: RolloutRequest,
  record: RolloutRecord,
  { store }: EngineDoor,
  host: RolloutHost,
): Promise<readonly Orphan[]> {
  const failed = record.layers.find(({ status }) => status === "failed");
  if (store === undefined || isPreview(operation) || failed === undefined) return [];
  try {
    const { region } = loadEnvironment(root, environment, config).aws;
    const { openAccount } = await import("./open-account.ts");
    return await sweep({ environment, region, store, account: openAccount() });
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    const message = `what the run may have left is not known: ${error.message}; later: strata sweep ${environment}`;
    host.notify({ code: "diagnostic", data: { layer: failed.layer, severity: "warning", message } });
    const lists = await Promise.all(record.layers.map(({ layer }) => unlisted(store, layer, environment, [])));
    return lists.flat();
  }
}

/** Orphans as lines for a reader: none where there are none. */
export function orphanLines(orphans: readonly Orphan[]): readonly string[] {
  if (orphans.length === 0) return [];
  return [
    `${orphans.length} in the account and in no state:`,
    ...orphans.flatMap(({ arn, urn, adopt, remove }) => [
      `  ${arn}`,
      `    made as ${urn}`,
      `    keep:   ${adopt}`,
      `    delete: ${remove}`,
    ]),
  ];
}
