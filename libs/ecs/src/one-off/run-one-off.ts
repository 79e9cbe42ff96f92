/*
 * A one-off task, in order: what ECS knows of its family is read → it is decided whether one is started (plan-run.ts) → its
 * end is waited for (await-task.ts), and its exit code decides. Whoever waits may be ended at any time: the task goes on,
 * and the next run finds it.
 */
import type { Task } from "@aws-sdk/client-ecs";
import type { EcsDoor } from "../ecs-door.ts";
import { asked, awaitAnother, awaitEnd, nextLook } from "./await-task.ts";
import { taskFailed } from "./failures.ts";
import type { OneOffTask, TaskHost } from "./one-off-task.ts";
import { planRun } from "./plan-run.ts";
import { describeTask, startTask, tasksOfFamily } from "./task-calls.ts";

/** ECS may know of a task only some seconds after it has started it. Source: RunTask, "eventual consistency". */
const LOOKS_FOR_A_NEW_TASK = 6;

/**
 * Runs a task until it has ended well, or finds that it has.
 * @returns ARN of the task
 * @throws StrataError MIGRATION_FAILED with its reason and the last lines of its log; what `host.pause` rejects with
 */
export async function runOneOff(task: OneOffTask, door: EcsDoor, host: TaskHost): Promise<string> {
  const deadline = host.now() + task.timeoutMinutes * 60_000;
  for (;;) {
    const plan = planRun(task, await asked(task, "started", () => tasksOfFamily(door.ecs, task)));
    if (plan.act === "nothing") {
      host.notify({ code: "task-done-before", data: { taskArn: plan.taskArn } });
      return plan.taskArn;
    }
    if (plan.act === "await") {
      host.notify({ code: "task-awaited", data: { taskArn: plan.taskArn } });
      await awaitAnother(task, plan.taskArn, door, host, deadline);
      continue;
    }
    if (plan.act === "start") {
      const taskArn = await start(task, plan.ended, door, host);
      await awaitEnd(task, taskArn, door, host, deadline);
      return taskArn;
    }
    host.notify({ code: "task-found", data: { taskArn: plan.taskArn } });
    await awaitEnd(task, plan.taskArn, door, host, deadline);
    return plan.taskArn;
  }
}

/** The ARN of a task that was just started. */
async function start(task: OneOffTask, ended: readonly string[], { ecs }: EcsDoor, host: TaskHost): Promise<string> {
  for (const known = [...ended]; ; ) {
    const answer = await asked(task, "started", () => startTask(ecs, task, known));
    if ("reason" in answer) throw taskFailed(task, { state: "unstarted", reason: answer.reason }, []);
    const { taskArn } = answer;
    // ECS forgets a task before it forgets the token: then the answer is a task of an earlier day.
    const found = known.includes(taskArn) ? undefined : await newTask(task, taskArn, ecs, host);
    if (found !== undefined) {
      host.notify({ code: "task-started", data: { taskArn } });
      return taskArn;
    }
    if (known.includes(taskArn))
      throw taskFailed(task, { state: "unstarted", reason: `ECS answers with ${taskArn}` }, []);
    known.push(taskArn);
  }
}

async function newTask(
  task: OneOffTask,
  taskArn: string,
  ecs: EcsDoor["ecs"],
  host: TaskHost,
): Promise<Task | undefined> {
  for (let looks = 0; looks < LOOKS_FOR_A_NEW_TASK; looks++) {
    const found = await asked(task, "watched", () => describeTask(ecs, task.clusterArn, taskArn));
    if (found !== undefined) return found;
    await host.pause(nextLook(looks));
  }
  return undefined;
}
