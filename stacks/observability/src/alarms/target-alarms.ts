import type { Environment } from "@strata/shared-config";
import type { Watched } from "../watched.ts";
import type { UnnamedAlarm } from "./alarm-row.ts";
import { atEachSeverity } from "./severities.ts";

/**
 * The share of requests that were answered with an error, in percent; zero in a period without requests. A metric of
 * errors has no value where there were none, and an alarm fills such a gap with older values: FILL keeps it from that.
 * Source: CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data".
 */
const ERROR_PERCENT = "IF(requests > 0, 100 * FILL(errors, 0) / requests, 0)";

/**
 * The alarms of each target group: slow answers, errors, and targets that fail their health check.
 * Source: Elastic Load Balancing User Guide, "CloudWatch metrics for your Application Load Balancer".
 */
export function targetAlarms({ services, observability }: Environment, watched: Watched): UnnamedAlarm[] {
  const { loadBalancer } = watched;
  if (loadBalancer === undefined) return [];
  return watched.services.flatMap(({ key, targetGroup }) => {
    const service = services[key];
    if (service === undefined || targetGroup === undefined) return [];
    const { p99Seconds, errorPercent, unhealthyTargets, periodSeconds, periods } = service.alarms;
    const metric = (metricName: string) => ({
      namespace: "AWS/ApplicationELB",
      metricName,
      dimensions: { TargetGroup: targetGroup, LoadBalancer: loadBalancer },
    });
    const common = {
      comparison: "GreaterThanThreshold",
      periodSeconds,
      periods,
      // Without requests there are no answers, and without targets there is no unhealthy one.
      missingData: "notBreaching",
    } as const;
    const slow = atEachSeverity(p99Seconds, (seconds) => ({
      ...common,
      ...metric("TargetResponseTime"),
      thing: `${key}-latency`,
      description: `One of a hundred answers of ${key} takes more than ${seconds} s`,
      extendedStatistic: "p99",
      threshold: seconds,
    }));
    const errors = atEachSeverity(errorPercent, (percent) => ({
      ...common,
      thing: `${key}-errors`,
      description: `${key} answers more than ${percent} % of its requests with an error (5XX)`,
      expression: ERROR_PERCENT,
      label: "errors (%)",
      terms: { errors: metric("HTTPCode_Target_5XX_Count"), requests: metric("RequestCount") },
      threshold: percent,
    }));
    const unhealthy: UnnamedAlarm = {
      ...common,
      ...metric("UnHealthyHostCount"),
      thing: `${key}-unhealthy-targets`,
      description: `Tasks of ${key} fail the health check of the load balancer`,
      statistic: "Maximum",
      threshold: 0,
      // The metric comes each minute; a task that is being replaced is unhealthy for one or two.
      periodSeconds: 60,
      periods: 3,
    };
    const watches = unhealthyTargets || observability.loadBalancerAlarms.unhealthyTargets;
    return [...slow, ...errors, ...(watches ? [unhealthy] : [])];
  });
}
