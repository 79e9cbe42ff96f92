import type { Environment } from "@strata/shared-config";
import { databaseDimension, type Watched } from "../watched.ts";
import { FIVE_MINUTES, type UnnamedAlarm } from "./alarm-row.ts";

/** The alarms of the database, of all instances of a cluster together: CPU, and connections as a share of those it accepts. */
export function databaseAlarms({ data, observability }: Environment, { database }: Watched): UnnamedAlarm[] {
  if (database === undefined) return [];
  const { cpuPercent, connectionsPercent } = observability.databaseAlarms;
  const common = {
    namespace: "AWS/RDS",
    dimensions: { [databaseDimension(database)]: database.identifier },
    comparison: "GreaterThanThreshold",
    periodSeconds: FIVE_MINUTES,
    missingData: "missing",
  } as const;
  const most = Number(data.postgres.parameters.max_connections?.value);
  const cpu: UnnamedAlarm[] =
    cpuPercent === undefined
      ? []
      : [
          {
            ...common,
            thing: "database-cpu",
            description: `The database uses more than ${cpuPercent} % of its CPU`,
            metricName: "CPUUtilization",
            statistic: "Average",
            threshold: cpuPercent,
            // One busy period is a backup or a migration.
            periods: 2,
          },
        ];
  const connections: UnnamedAlarm[] =
    connectionsPercent === undefined
      ? []
      : [
          {
            ...common,
            thing: "database-connections",
            description: `The database has more than ${connectionsPercent} % of its ${most} connections open`,
            metricName: "DatabaseConnections",
            statistic: "Maximum",
            threshold: connectionThreshold(most, connectionsPercent),
            periods: 1,
          },
        ];
  return [...cpu, ...connections];
}

/**
 * A share of the connections that the database accepts, rounded down to whole ones.
 * @param most value of max_connections
 */
export function connectionThreshold(most: number, percent: number): number {
  // Multiplied first: in floating point, 0.9 times a whole number may come out just below the whole result.
  return Math.floor((most * percent) / 100);
}
