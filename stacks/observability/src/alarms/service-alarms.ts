import type { Environment } from "@strata/shared-config";
import type { Watched } from "../watched.ts";
import type { UnnamedAlarm } from "./alarm-row.ts";
import { atEachSeverity, type Threshold } from "./severities.ts";

/** The alarms of each service: CPU and memory in use, and tasks that run. */
export function serviceAlarms(environment: Environment, watched: Watched): UnnamedAlarm[] {
  return watched.services.flatMap(({ key, serviceName }) => {
    const service = environment.services[key];
    if (service === undefined) return [];
    const { cpuPercent, memoryPercent, minRunningTasks, periodSeconds, periods } = service.alarms;
    const common = {
      dimensions: { ClusterName: watched.clusterName, ServiceName: serviceName },
      statistic: "Average",
      periodSeconds,
      periods,
    } as const;
    const inUse = (what: "cpu" | "memory", metricName: string, threshold: Threshold | undefined) =>
      atEachSeverity(threshold, (percent) => ({
        ...common,
        thing: `${key}-${what}`,
        description: `${key} uses more than ${percent} % of its ${what}`,
        namespace: "AWS/ECS",
        metricName,
        comparison: "GreaterThanThreshold",
        threshold: percent,
        missingData: "missing",
      }));
    const running = atEachSeverity(minRunningTasks, (tasks) => ({
      ...common,
      thing: `${key}-running-tasks`,
      description: `${key} runs fewer tasks than ${tasks}`,
      namespace: "ECS/ContainerInsights",
      metricName: "RunningTaskCount",
      comparison: "LessThanThreshold",
      threshold: tasks,
      // A service without tasks reports nothing.
      missingData: "breaching",
    }));
    return [
      ...inUse("cpu", "CPUUtilization", cpuPercent),
      ...inUse("memory", "MemoryUtilization", memoryPercent),
      ...running,
    ];
  });
}
