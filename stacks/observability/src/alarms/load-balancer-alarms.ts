import type { Environment } from "@strata/shared-config";
import type { Watched } from "../watched.ts";
import { FIVE_MINUTES, type UnnamedAlarm } from "./alarm-row.ts";

/** The alarms of the load balancer as a whole: slow answers, and errors of the targets. */
export function loadBalancerAlarms({ observability }: Environment, { loadBalancer }: Watched): UnnamedAlarm[] {
  if (loadBalancer === undefined) return [];
  const { responseSeconds, http5xxCount } = observability.loadBalancerAlarms;
  const common = {
    namespace: "AWS/ApplicationELB",
    dimensions: { LoadBalancer: loadBalancer },
    comparison: "GreaterThanThreshold",
    periodSeconds: FIVE_MINUTES,
    periods: 1,
    // Without requests there are no answers.
    missingData: "notBreaching",
  } as const;

  const slow: UnnamedAlarm[] =
    responseSeconds === undefined
      ? []
      : [
          {
            ...common,
            thing: "alb-response-time",
            description: `Answers took more than ${responseSeconds} s on average for five minutes`,
            metricName: "TargetResponseTime",
            statistic: "Average",
            threshold: responseSeconds,
          },
        ];
  const errors: UnnamedAlarm[] =
    http5xxCount === undefined
      ? []
      : [
          {
            ...common,
            thing: "alb-5xx",
            description: `The services answered with more than ${http5xxCount} errors (5XX) in five minutes`,
            metricName: "HTTPCode_Target_5XX_Count",
            statistic: "Sum",
            threshold: http5xxCount,
          },
        ];
  return [...slow, ...errors];
}
