import type { Task } from "@aws-sdk/client-ecs";

/** How far a task has come, and what became of it. */
export type Outcome =
  /** `status` as ECS has it: PROVISIONING, PENDING, RUNNING, … */
  | { readonly state: "going"; readonly status: string }
  | { readonly state: "succeeded" }
  /** Undefined where it was ended from outside. */
  | { readonly state: "failed"; readonly exitCode: number | undefined; readonly reason: string }
  | { readonly state: "unstarted"; readonly reason: string };

/**
 * What became of a task, by the container whose exit code counts. ECS knows that code some seconds before it has taken the
 * rest of the task away. Source: Amazon ECS Developer Guide, "Amazon ECS task lifecycle".
 */
export function outcomeOf(task: Task, container: string): Outcome {
  const own = task.containers?.find(({ name }) => name === container);
  const status = task.lastStatus ?? "PROVISIONING";
  if (status !== "STOPPED" && own?.lastStatus !== "STOPPED") return { state: "going", status };
  if (own?.exitCode === 0) return { state: "succeeded" };
  const reason = [task.stoppedReason, own?.reason].filter((text) => text !== undefined && text !== "").join("; ");
  if (own?.exitCode !== undefined) return { state: "failed", exitCode: own.exitCode, reason };
  if (status !== "STOPPED") return { state: "going", status };
  if (task.stopCode === "TaskFailedToStart" || task.startedAt === undefined) return { state: "unstarted", reason };
  return { state: "failed", exitCode: undefined, reason };
}

/** Whether a task may still do something. One that is told to stop may, for a while. */
export function isGoing({ lastStatus }: Pick<Task, "lastStatus">): boolean {
  return lastStatus !== "STOPPED";
}
