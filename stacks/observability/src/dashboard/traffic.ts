import { chart } from "./charts.ts";
import type { Shown } from "./shown.ts";
import type { Content, Metric } from "./widget.ts";

/** Requests, response time and errors of the load balancer. */
export function loadBalancerCharts({ region, loadBalancer }: Shown): Content[] {
  if (loadBalancer === undefined) return [];
  const metric = (metricName: string, label: string, stat: string): Metric => [
    "AWS/ApplicationELB",
    metricName,
    "LoadBalancer",
    loadBalancer,
    { label, stat },
  ];
  return [
    chart(region, "Load balancer: requests", [metric("RequestCount", "requests", "Sum")]),
    chart(region, "Load balancer: response time (s)", [
      metric("TargetResponseTime", "average", "Average"),
      metric("TargetResponseTime", "99 of 100 below", "p99"),
    ]),
    chart(region, "Load balancer: errors", [
      metric("HTTPCode_Target_5XX_Count", "5XX of the services", "Sum"),
      metric("HTTPCode_ELB_5XX_Count", "5XX of the load balancer", "Sum"),
      metric("HTTPCode_Target_4XX_Count", "4XX of the services", "Sum"),
    ]),
  ];
}

/** Requests that the web ACL let pass and stopped. */
export function firewallCharts({ region, webAcl }: Shown): Content[] {
  if (webAcl === undefined) return [];
  const dimensions = ["WebACL", webAcl, "Region", region, "Rule", "ALL"] as const;
  const metrics: Metric[] = [
    ["AWS/WAFV2", "AllowedRequests", ...dimensions, { label: "allowed", stat: "Sum" }],
    ["AWS/WAFV2", "BlockedRequests", ...dimensions, { label: "blocked", stat: "Sum" }],
  ];
  return [chart(region, "Web ACL: requests", metrics)];
}
