import { FIVE_MINUTES } from "../alarms/alarm-row.ts";
import type { ChartProperties, Content, Metric } from "./widget.ts";

type Options = Partial<Pick<ChartProperties, "stat" | "period" | "view" | "yAxis">>;

/**
 * A chart; averages over five minutes from zero up, unless told otherwise.
 * @param region that the metrics lie in
 */
export function chart(region: string, title: string, metrics: readonly Metric[], options: Options = {}): Content {
  const defaults = { view: "timeSeries", stat: "Average", period: FIVE_MINUTES, yAxis: { left: { min: 0 } } } as const;
  return { type: "metric", properties: { title, region, ...defaults, ...options, metrics } };
}

/** The axis of a chart in percent. */
export const PERCENT = { yAxis: { left: { min: 0, max: 100 } } } as const;

/** Seconds of the period in which metrics come that AWS takes each minute. */
export const MINUTE = 60;
