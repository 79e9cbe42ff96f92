import { StrataError } from "@strata/shared-config";
import { revisionOf } from "./names.ts";
import type { OneOffTask } from "./one-off-task.ts";
import type { Outcome } from "./outcome.ts";

/** The error for a task that did not end well. @param log the last lines that it wrote, or why there are none */
export function taskFailed(task: OneOffTask, outcome: Failure, log: readonly string[]): StrataError {
  const what = outcome.state === "unstarted" ? "never started" : endOf(outcome.exitCode);
  return failed(task, `${what}${inBrackets(outcome.reason)}`, log);
}

type Failure = Extract<Outcome, { readonly state: "failed" | "unstarted" }>;

/** The error for a call that AWS refuses. A task that was started already goes on. */
export function taskRefused(task: OneOffTask, step: "started" | "watched", cause: unknown): StrataError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return failed(task, `cannot be ${step}${inBrackets(reason)}`, [], cause);
}

/** The error for a task that was stopped because it took too long. */
export function taskTimedOut(task: OneOffTask, status: string, log: readonly string[]): StrataError {
  const limit = `${task.timeoutMinutes} ${task.timeoutMinutes === 1 ? "minute" : "minutes"}`;
  return failed(task, `was stopped: it was still ${status} after ${limit} (migration.timeoutMinutes)`, log);
}

function failed(task: OneOffTask, what: string, log: readonly string[], cause?: unknown): StrataError {
  const tail = log.length === 0 ? "" : `\n  its last lines:\n${log.map((line) => `    ${line.trimEnd()}`).join("\n")}`;
  return new StrataError("MIGRATION_FAILED", `the migration ${revisionOf(task.taskDefinitionArn)} ${what}${tail}`, {
    hint: `put right what it names, then: ${task.retry}`,
    fault: "environment",
    cause,
  });
}

function endOf(exitCode: number | undefined): string {
  return exitCode === undefined ? "was ended from outside" : `ended with exit code ${exitCode}`;
}

function inBrackets(reason: string): string {
  return reason === "" ? "" : ` (${reason})`;
}
