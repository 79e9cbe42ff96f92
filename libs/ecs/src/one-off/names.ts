import { createHash } from "node:crypto";
import type { OneOffTask } from "./one-off-task.ts";

/** Characters of `startedBy`, which are letters, digits, `-`, `/` and `_`. Source: Amazon ECS API Reference, RunTask. */
const STARTED_BY_LIMIT = 128;

/** `threa-migration` of `arn:aws:ecs:eu-central-1:123456789012:task-definition/threa-migration:4`. */
export function familyOf(taskDefinitionArn: string): string {
  return taskDefinitionArn.slice(taskDefinitionArn.lastIndexOf("/") + 1).replace(/:\d+$/, "");
}

/** `threa-migration:4` of the same. */
export function revisionOf(taskDefinitionArn: string): string {
  return taskDefinitionArn.slice(taskDefinitionArn.lastIndexOf("/") + 1);
}

/** What a task is known again by: the same environment, revision and command give the same text. */
export function startedByOf({ environment, taskDefinitionArn, command }: Named): string {
  const own = command === undefined ? "" : `/${digest(JSON.stringify(command)).slice(0, 12)}`;
  const name = `strata/${environment}/${revisionOf(taskDefinitionArn).replace(":", "/")}${own}`;
  return name.length <= STARTED_BY_LIMIT
    ? name
    : `${name.slice(0, STARTED_BY_LIMIT - 33)}_${digest(name).slice(0, 32)}`;
}

type Named = Pick<OneOffTask, "environment" | "taskDefinitionArn" | "command">;

/**
 * RunTask with a token that it knows gives the task which that has started, and starts none: so a request whose answer was
 * lost may be sent again. After a task has ended, the next one of its kind needs another token.
 * Source: Amazon ECS API Reference, "Ensuring idempotency"; 64 characters.
 * @param ended ARNs of the tasks of the same name that have ended, in any order
 */
export function clientTokenOf(task: Named, ended: readonly string[]): string {
  return digest([startedByOf(task), task.taskDefinitionArn, ...[...ended].sort()].join("\n"));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
