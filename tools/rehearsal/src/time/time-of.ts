import type { Settings } from "./happened.ts";
import { timeOfKind } from "./kinds.ts";
import { computeTimes } from "./rows/compute-times.ts";
import { dataTimes } from "./rows/data-times.ts";
import { edgeTimes } from "./rows/edge-times.ts";
import { networkTimes } from "./rows/network-times.ts";
import type { Action, Time, TimeRow } from "./time.ts";

/** Every row of the tables. */
export const TIMES: readonly TimeRow[] = [...networkTimes, ...dataTimes, ...computeTimes, ...edgeTimes];

const BY_TYPE: ReadonlyMap<string, readonly TimeRow[]> = Map.groupBy(TIMES, ({ type }) => type);

/** How long an action on a resource takes: the first row that fits, else what holds for its kind. */
export function timeOf(type: string, action: Action, settings: Settings): Time {
  const fits = ({ action: other, when }: TimeRow) =>
    other === action && (when === undefined || settings[when[0]] === when[1]);
  return BY_TYPE.get(type)?.find(fits) ?? timeOfKind(type, action);
}
