import { chart, MINUTE, PERCENT } from "./charts.ts";
import type { Shown } from "./shown.ts";
import type { Content, Metric } from "./widget.ts";

/** CPU, memory and number of tasks of the services. */
export function serviceCharts(shown: Shown): Content[] {
  if (shown.services.length === 0) return [];
  const inUse = (metricName: string): Metric[] =>
    shown.services.map(({ key, serviceName }) => [
      "AWS/ECS",
      metricName,
      "ClusterName",
      shown.clusterName,
      "ServiceName",
      serviceName,
      { label: key },
    ]);
  return [
    chart(shown.region, "Services: CPU (%)", inUse("CPUUtilization"), PERCENT),
    chart(shown.region, "Services: memory (%)", inUse("MemoryUtilization"), PERCENT),
    chart(shown.region, "Services: running tasks", runningTasks(shown), { period: MINUTE }),
  ];
}

/**
 * The number of running tasks of each service. Without Container Insights nothing counts them, but each task gives its
 * CPU once a minute, so the number of samples is the number of tasks.
 * Source: ECS Developer Guide, "Amazon ECS service utilization metrics".
 */
export function runningTasks({ services, clusterName, containerInsights }: Shown): Metric[] {
  return services.map(({ key, serviceName }) => {
    const dimensions = ["ClusterName", clusterName, "ServiceName", serviceName] as const;
    return containerInsights
      ? ["ECS/ContainerInsights", "RunningTaskCount", ...dimensions, { label: key }]
      : ["AWS/ECS", "CPUUtilization", ...dimensions, { label: key, stat: "SampleCount", period: MINUTE }];
  });
}

/**
 * How long internal services take to answer each service that calls them. The dimension ServiceName is the caller; the
 * callee is known by the name that it has in Service Connect, its key.
 * Source: ECS Developer Guide, "Amazon ECS CloudWatch metrics", TargetResponseTime.
 */
export function callCharts({ region, services, clusterName }: Shown): Content[] {
  const metrics = services.flatMap(({ key, serviceName, calls }) =>
    calls.map(
      (callee): Metric => [
        "AWS/ECS",
        "TargetResponseTime",
        "ClusterName",
        clusterName,
        "ServiceName",
        serviceName,
        "TargetDiscoveryName",
        callee,
        { label: `${key} to ${callee}` },
      ],
    ),
  );
  return metrics.length === 0 ? [] : [chart(region, "Internal calls: response time (ms)", metrics, { period: MINUTE })];
}
