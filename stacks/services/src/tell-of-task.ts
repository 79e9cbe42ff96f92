import * as pulumi from "@pulumi/pulumi";
import type { TaskEvent } from "@strata/ecs";

/** Tells of the migration in the engine's own log, where a person sees it and whoever watches for silence hears it. */
export function tellOfTask(event: TaskEvent): void {
  const text = textOf(event);
  // What passes is shown while it lasts, and kept nowhere.
  const passing = event.code === "task-status";
  if (text !== undefined) pulumi.log.info(text, undefined, undefined, passing);
}

function textOf(event: TaskEvent): string | undefined {
  if (event.code === "task-log") return undefined;
  const id = event.data.taskArn.slice(event.data.taskArn.lastIndexOf("/") + 1);
  if (event.code === "task-started") return `the migration runs before the services roll: task ${id}`;
  if (event.code === "task-found") return `an earlier run's migration is still at work, and is waited for: task ${id}`;
  if (event.code === "task-awaited") return `another migration is still at work, and has to end first: task ${id}`;
  if (event.code === "task-done-before") return `the migration has run already: task ${id}`;
  return `migration: ${event.data.status}`;
}
