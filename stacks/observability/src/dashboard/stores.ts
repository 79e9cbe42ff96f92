import { databaseDimension } from "../watched.ts";
import { chart, PERCENT } from "./charts.ts";
import type { Shown } from "./shown.ts";
import type { Content, Metric } from "./widget.ts";

/** CPU, connections, latency and storage of the database, and the capacity of a serverless one. */
export function databaseCharts({ region, database }: Shown): Content[] {
  if (database === undefined) return [];
  const metric = (metricName: string, label: string): Metric => [
    "AWS/RDS",
    metricName,
    databaseDimension(database),
    database.identifier,
    { label },
  ];
  const common = [
    chart(region, "Database: CPU (%)", [metric("CPUUtilization", "CPU")], PERCENT),
    chart(region, "Database: connections", [metric("DatabaseConnections", "open")], { stat: "Maximum" }),
    chart(region, "Database: latency (s)", [metric("ReadLatency", "read"), metric("WriteLatency", "write")]),
  ];
  if (!database.cluster) {
    const free = [metric("FreeStorageSpace", "free")];
    return [...common, chart(region, "Database: free storage (bytes)", free, { stat: "Minimum" })];
  }
  // Source: Aurora User Guide, "Performance and scaling for Aurora Serverless v2".
  return [
    ...common,
    chart(region, "Database: capacity (ACU)", [metric("ServerlessDatabaseCapacity", "each instance")]),
    chart(region, "Database: share of its greatest capacity (%)", [metric("ACUUtilization", "in use")], PERCENT),
    chart(region, "Database: storage (bytes)", [metric("VolumeBytesUsed", "used")]),
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
