import { chart, PERCENT } from "./charts.ts";
import type { Shown } from "./shown.ts";
import type { Content, Metric } from "./widget.ts";

/** CPU, connections, latency and free storage of the database. */
export function databaseCharts({ region, database }: Shown): Content[] {
  if (database === undefined) return [];
  const metric = (metricName: string, label: string): Metric => [
    "AWS/RDS",
    metricName,
    "DBInstanceIdentifier",
    database,
    { label },
  ];
  return [
    chart(region, "Database: CPU (%)", [metric("CPUUtilization", "CPU")], PERCENT),
    chart(region, "Database: connections", [metric("DatabaseConnections", "open")], { stat: "Maximum" }),
    chart(region, "Database: latency (s)", [metric("ReadLatency", "read"), metric("WriteLatency", "write")]),
    chart(region, "Database: free storage (bytes)", [metric("FreeStorageSpace", "free")], { stat: "Minimum" }),
  ];
}

/** CPU, memory and connections of the cache's nodes. */
export function cacheCharts({ region, cacheNodes }: Shown): Content[] {
  if (cacheNodes.length === 0) return [];
  const ofNodes = (metricName: string): Metric[] =>
    cacheNodes.map((node) => ["AWS/ElastiCache", metricName, "CacheClusterId", node, { label: node }]);
  return [
    chart(region, "Cache: CPU (%)", ofNodes("EngineCPUUtilization"), PERCENT),
    chart(region, "Cache: memory (%)", ofNodes("DatabaseMemoryUsagePercentage"), PERCENT),
    chart(region, "Cache: connections", ofNodes("CurrConnections"), { stat: "Maximum" }),
  ];
}
