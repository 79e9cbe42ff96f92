import type { SEVERITIES } from "@strata/shared-config";
import type { Text } from "../watched.ts";

/** How bad it is when an alarm rings; the alarm carries it as the tag `severity`. */
export type Severity = (typeof SEVERITIES)[number];

/** A metric of CloudWatch, by what tells it from all others. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, Text>>;
}

/** What an alarm looks at: a statistic of a metric, a percentile of one, or a calculation over several. */
export type Measure =
  | (Metric & { readonly statistic: "Average" | "Sum" | "Maximum" })
  | (Metric & { readonly extendedStatistic: "p99" })
  | {
      /** Metric math over the terms, by their ids. Source: CloudWatch User Guide, "Using math expressions with metrics". */
      readonly expression: string;
      /** What it comes to, in words. */
      readonly label: string;
      /** Sums over a period, by id. */
      readonly terms: Readonly<Record<string, Metric>>;
    };

interface Rule {
  /** What is wrong when it rings, for whoever gets the mail. */
  readonly description: string;
  readonly comparison: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  /** @default - none: its threshold names no severity */
  readonly severity?: Severity;
  readonly periodSeconds: number;
  /** Periods in a row that must be over the threshold. */
  readonly periods: number;
  /** What a period without data counts for. */
  readonly missingData: "breaching" | "notBreaching" | "missing";
}

/** One alarm. `key` is its logical name. */
export type AlarmRow = Rule & Measure & { readonly key: string; readonly name: string };

/** An alarm before it has a name of its own: `thing` tells it from the others, such as `database-cpu`. */
export type UnnamedAlarm = Rule & Measure & { readonly thing: string };

/** Seconds of the period that alarms use where nothing else is said: the five minutes of the basic metrics. */
export const FIVE_MINUTES = 300;
