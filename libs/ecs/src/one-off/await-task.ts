import type { EcsDoor } from "../ecs-door.ts";
import { type LogPlace, lastLines, logPlaceOf, StreamReader } from "../log-stream.ts";
import { taskFailed, taskRefused, taskTimedOut } from "./failures.ts";
import type { OneOffTask, TaskHost } from "./one-off-task.ts";
import { isGoing, type Outcome, outcomeOf } from "./outcome.ts";
import { describeDefinition, describeTask, stopTask } from "./task-calls.ts";

const TAIL_LINES = 20;

/** Milliseconds to the next look, by the number of looks so far: a second at first, 15 later. */
export function nextLook(looks: number): number {
  return Math.min(1000 * 2 ** looks, 15_000);
}

/**
 * Waits until a task that is not the one to be run has ended, whatever becomes of it. It is not ours to stop.
 * @param deadline as `host.now()` gives it
 */
export async function awaitAnother(
  task: OneOffTask,
  taskArn: string,
  { ecs }: EcsDoor,
  host: TaskHost,
  deadline: number,
): Promise<void> {
  for (let looks = 0; ; looks++) {
    const found = await asked(task, "watched", () => describeTask(ecs, task.clusterArn, taskArn));
    if (found === undefined || !isGoing(found)) return;
    const status = found.lastStatus ?? "";
    host.notify({ code: "task-status", data: { taskArn, status } });
    if (host.now() >= deadline) {
      const reason = `another one is still ${status} after ${task.timeoutMinutes} minutes: ${taskArn}`;
      throw taskFailed(task, { state: "unstarted", reason }, []);
    }
    await host.pause(nextLook(looks));
  }
}

/**
 * Waits for the good end of a task, and stops it at the deadline.
 * @throws StrataError MIGRATION_FAILED where it is no good end
 */
export async function awaitEnd(
  task: OneOffTask,
  taskArn: string,
  door: EcsDoor,
  host: TaskHost,
  deadline: number,
): Promise<void> {
  const definition = await asked(task, "watched", () => describeDefinition(door.ecs, task.taskDefinitionArn));
  const place = logPlaceOf(definition, task.container, taskArn);
  const reader = host.followsLog && place !== undefined ? new StreamReader(door.logs, place) : undefined;
  const tail = () => (place === undefined || reader !== undefined ? [] : tailOf(door, place));
  for (let looks = 0; ; looks++) {
    const outcome = await lookAt(task, taskArn, door);
    for (const line of (await reader?.read()) ?? []) host.notify({ code: "task-log", data: { line } });
    if (outcome.state === "succeeded") return;
    if (outcome.state !== "going") throw taskFailed(task, outcome, await tail());
    host.notify({ code: "task-status", data: { taskArn, status: outcome.status } });
    if (host.now() >= deadline) {
      const reason = `not done within ${task.timeoutMinutes} minutes`;
      await asked(task, "watched", () => stopTask(door.ecs, task.clusterArn, taskArn, reason));
      throw taskTimedOut(task, outcome.status, await tail());
    }
    await host.pause(nextLook(looks));
  }
}

async function lookAt(task: OneOffTask, taskArn: string, { ecs }: EcsDoor): Promise<Outcome> {
  const found = await asked(task, "watched", () => describeTask(ecs, task.clusterArn, taskArn));
  return found === undefined ? { state: "going", status: "unknown to ECS" } : outcomeOf(found, task.container);
}

/** The last lines; a log that cannot be read must not hide why the task has failed. */
async function tailOf({ logs }: EcsDoor, place: LogPlace): Promise<readonly string[]> {
  try {
    return await lastLines(logs, place, TAIL_LINES);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [`(the log ${place.group} ${place.stream} cannot be read: ${why})`];
  }
}

/** A call of the API, whose refusal is the task's failure. */
export async function asked<Result>(
  task: OneOffTask,
  step: "started" | "watched",
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw taskRefused(task, step, error);
  }
}
