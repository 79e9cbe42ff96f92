import { csvText } from "./csv.ts";
import type { RolloutRecord } from "./record.ts";

const COLUMNS = [
  "run",
  "operation",
  "environment",
  "run_status",
  "exit_code",
  "commit",
  "layer",
  "status",
  "reason",
  "cause",
  "error_code",
  "next",
  "create",
  "update",
  "replace",
  "delete",
  "same",
  "resources",
  "losses",
  "started_at",
  "finished_at",
  "duration_ms",
] as const;

/** A record as CSV: a line for each layer, in the order of the rollout. */
export function recordCsv(record: RolloutRecord): string {
  return csvText(
    COLUMNS,
    record.layers.map((layer) => ({
      run: record.id,
      operation: record.operation,
      environment: record.environment,
      run_status: record.status,
      exit_code: record.exitCode,
      commit: record.commit?.id ?? null,
      layer: layer.layer,
      status: layer.status,
      reason: layer.reason,
      cause: layer.cause,
      error_code: layer.error?.code ?? null,
      next: layer.error?.hint ?? null,
      ...layer.changes,
      resources: layer.resources,
      losses: layer.losses.length,
      started_at: layer.startedAt,
      finished_at: layer.finishedAt,
      duration_ms: layer.durationMs,
    })),
  );
}
