import type { Environment } from "@strata/shared-config";
import type { Watched } from "../watched.ts";
import type { UnnamedAlarm } from "./alarm-row.ts";
import { FIVE_MINUTES } from "./alarm-row.ts";

/** The alarms of the load balancer: slow answers, errors of the targets, and targets that fail their health check. */
export function loadBalancerAlarms({ observability }: Environment, watched: Watched): UnnamedAlarm[] {
  const { loadBalancer } = watched;
  if (loadBalancer === undefined) return [];
  const { responseSeconds, http5xxCount, unhealthyTargets } = observability.loadBalancerAlarms;
  const common = {
    namespace: "AWS/ApplicationELB",
    comparison: "GreaterThanThreshold",
    // Without requests there are no answers, and without targets there is no unhealthy one.
    missingData: "notBreaching",
  } as const;
  const whole = {
    ...common,
    dimensions: { LoadBalancer: loadBalancer },
    periodSeconds: FIVE_MINUTES,
    periods: 1,
  } as const;

  const slow: UnnamedAlarm[] =
    responseSeconds === undefined
      ? []
      : [
          {
            ...whole,
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
            ...whole,
            thing: "alb-5xx",
            description: `The services answered with more than ${http5xxCount} errors (5XX) in five minutes`,
            metricName: "HTTPCode_Target_5XX_Count",
            statistic: "Sum",
            threshold: http5xxCount,
          },
        ];
  const unhealthy = unhealthyTargets ? watched.services : [];
  return [
    ...slow,
    ...errors,
    ...unhealthy.flatMap(({ key, targetGroup }): UnnamedAlarm[] =>
      targetGroup === undefined
        ? []
        : [
            {
              ...common,
              thing: `${key}-unhealthy-targets`,
              description: `Tasks of ${key} fail the health check of the load balancer`,
              metricName: "UnHealthyHostCount",
              dimensions: { TargetGroup: targetGroup, LoadBalancer: loadBalancer },
              statistic: "Maximum",
              threshold: 0,
              // The metric comes each minute; a task that is being replaced is unhealthy for one or two.
              periodSeconds: 60,
              periods: 3,
            },
          ],
    ),
  ];
}
