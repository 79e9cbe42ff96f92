import { chart, MINUTE } from "./charts.ts";
import type { Shown } from "./shown.ts";
import type { Content, Metric } from "./widget.ts";

/**
 * How many targets of each watched target group pass and fail the load balancer's check: the fewest and the most of a
 * minute. Source: Elastic Load Balancing User Guide, "CloudWatch metrics for your Application Load Balancer".
 */
export function targetCharts({ region, services, loadBalancer }: Shown): Content[] {
  if (loadBalancer === undefined) return [];
  const metrics = services.flatMap(({ key, targetGroup, watchesTargets }): Metric[] => {
    if (targetGroup === undefined || !watchesTargets) return [];
    const dimensions = ["TargetGroup", targetGroup, "LoadBalancer", loadBalancer] as const;
    return [
      ["AWS/ApplicationELB", "HealthyHostCount", ...dimensions, { label: `${key} healthy`, stat: "Minimum" }],
      ["AWS/ApplicationELB", "UnHealthyHostCount", ...dimensions, { label: `${key} unhealthy`, stat: "Maximum" }],
    ];
  });
  return metrics.length === 0 ? [] : [chart(region, "Services: targets", metrics, { period: MINUTE })];
}
