import type { Environment } from "@strata/shared-config";
import { type Finding, problem } from "./finding.ts";

/** Where the state is looked for, after the environment was opened. */
export interface StateFacts {
  /** Undefined where nothing is chosen. */
  readonly backend: string | undefined;
  /** What STRATA_LOCK_TABLE says. */
  readonly lockTable: string | undefined;
}

/** Whether it is said where the state lives, and where its lock is. */
export function checkState(
  { name }: Pick<Environment, "name">,
  { backend, lockTable }: StateFacts,
): readonly Finding[] {
  if (backend === undefined) {
    const message = `nothing says where the state of ${name} lives: neither state.backend of its file, nor PULUMI_BACKEND_URL, nor pulumi login`;
    return [problem("state", message, `strata setup ${name}`)];
  }
  if (backend.startsWith("s3://") && (lockTable === undefined || lockTable === "")) {
    const message = `the state of ${name} is in S3, and neither state.lockTable nor STRATA_LOCK_TABLE names a table for its locks`;
    return [problem("state", message, `strata setup ${name}`)];
  }
  return [];
}
