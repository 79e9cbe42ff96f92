import type { Text } from "../watched.ts";

/** One alarm on one metric. */
export interface AlarmRow {
  /** Logical name. */
  readonly key: string;
  readonly name: string;
  /** What is wrong when it rings, for whoever gets the mail. */
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, Text>>;
  readonly statistic: "Average" | "Sum" | "Maximum";
  readonly comparison: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly periodSeconds: number;
  /** Periods in a row that must be over the threshold. */
  readonly periods: number;
  /** What a period without data counts for. */
  readonly missingData: "breaching" | "notBreaching" | "missing";
}

/** Seconds of the period that alarms use where nothing else is said: the five minutes of the basic metrics. */
export const FIVE_MINUTES = 300;

/** An alarm before it has a name of its own: `thing` tells it from the others, such as `database-cpu`. */
export type UnnamedAlarm = Omit<AlarmRow, "key" | "name"> & { readonly thing: string };
