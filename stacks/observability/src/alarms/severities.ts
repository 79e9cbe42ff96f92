import { logicalName, SEVERITIES } from "@strata/shared-config";
import type { Severity, UnnamedAlarm } from "./alarm-row.ts";

/** A threshold as an environment writes it: one number, or one for each severity. */
export type Threshold = number | Readonly<Partial<Record<Severity, number | undefined>>>;

/**
 * The alarms of one threshold: none, one, or one for each severity that has a number. Those carry the severity, and its
 * name is the end of their own.
 * @param make the alarm at a number
 */
export function atEachSeverity(
  threshold: Threshold | undefined,
  make: (value: number) => UnnamedAlarm,
): UnnamedAlarm[] {
  if (threshold === undefined) return [];
  if (typeof threshold === "number") return [make(threshold)];
  return SEVERITIES.flatMap((severity) => {
    const value = threshold[severity];
    if (value === undefined) return [];
    const alarm = make(value);
    return [{ ...alarm, thing: logicalName(alarm.thing, severity), severity }];
  });
}
