/** A saved query of CloudWatch Logs Insights. */
export interface QueryRow {
  readonly key: string;
  /** Below the environment's folder in the console. */
  readonly name: string;
  readonly query: string;
}

/** Lines that tell of an error, in structured logs (a field `level`) or in any others (a word in the message). */
export const ERROR_LINES = `filter level in ["error", "ERROR", "fatal", "FATAL", "critical", "CRITICAL"] or @message like /(?i)(error|exception|fatal|panic|traceback)/`;

/** Names under which applications log how long a request took, in milliseconds. */
const DURATION =
  "coalesce(duration_ms, durationMs, duration, response_time_ms, responseTimeMs, responseTime, elapsed_ms)";
/** Names under which they log what was asked for. */
const ROUTE = "coalesce(route, path, url, req.url, request.path)";

/**
 * The saved queries: the latest errors, how many came when and where, and the slowest requests of structured logs.
 * Source of the syntax: CloudWatch Logs User Guide, "CloudWatch Logs Insights query syntax".
 */
export function planQueries(): QueryRow[] {
  return [
    {
      key: "errors",
      name: "errors",
      query: ["fields @timestamp, @log, @message", ERROR_LINES, "sort @timestamp desc", "limit 100"].join("\n| "),
    },
    {
      key: "errors-over-time",
      name: "errors over time",
      query: ["fields @timestamp, @log", ERROR_LINES, "stats count(*) as errors by bin(5m), @log"].join("\n| "),
    },
    {
      key: "slowest-requests",
      name: "slowest requests",
      query: [
        `fields @timestamp, @log, ${ROUTE} as asked, ${DURATION} as milliseconds`,
        "filter ispresent(milliseconds)",
        "sort milliseconds desc",
        "limit 50",
      ].join("\n| "),
    },
  ];
}
