/*
 * The calls of ECS's API that run a one-off task (AWS JSON 1.1). Source: Amazon ECS API Reference. A list is one page.
 */
import { valueAt } from "@strata/shared-config";
import { MADE_AT } from "../../facts/hash.ts";
import { text, type Values } from "../../wire/values.ts";
import type { ApiAnswer } from "../api-call.ts";
import { findDefinition } from "./found.ts";
import { isCalled, type SimulatedTask, type SimulatedTasks } from "./simulated-tasks.ts";

const API = "AmazonEC2ContainerServiceV20141113.";
const STARTED = Date.parse(MADE_AT) / 1000;

/** The answers about a process's tasks. */
export function taskAnswers(tasks: SimulatedTasks): readonly ApiAnswer[] {
  return [
    (cloud, { target, region, body }) => {
      if (target !== `${API}RunTask`) return undefined;
      const task = tasks.run(cloud, {
        region,
        cluster: textOf(body.cluster) || "default",
        taskDefinition: textOf(body.taskDefinition),
        startedBy: textOf(body.startedBy),
        clientToken: textOf(body.clientToken),
        command: commandOf(body.overrides),
      });
      return { tasks: [described(task)], failures: [] };
    },
    (cloud, { target, body }) => {
      if (target !== `${API}ListTasks`) return undefined;
      const wanted = textOf(body.desiredStatus) || "RUNNING";
      const found = tasks
        .all(cloud)
        .filter((task) => isRunning(task) === (wanted === "RUNNING"))
        .filter(({ definition }) => body.family === undefined || definition.outputs.family === body.family)
        .filter(({ startedBy }) => body.startedBy === undefined || startedBy === body.startedBy)
        // No service starts any task here.
        .filter(() => body.serviceName === undefined);
      return { taskArns: found.map(({ arn }) => arn) };
    },
    (cloud, { target, body }) => {
      if (target !== `${API}DescribeTasks`) return undefined;
      const names = Array.isArray(body.tasks) ? body.tasks.map(String) : [];
      const found = tasks.all(cloud).filter((task) => names.some((name) => isCalled(task, name)));
      const missing = names.filter((name) => !found.some((task) => isCalled(task, name)));
      return { tasks: found.map(described), failures: missing.map((arn) => ({ arn, reason: "MISSING" })) };
    },
    (cloud, { target, body }) => {
      if (target !== `${API}StopTask`) return undefined;
      return { task: described(tasks.stop(cloud, textOf(body.task), textOf(body.reason))) };
    },
    (cloud, { target, region, body }) => {
      if (target !== `${API}DescribeTaskDefinition`) return undefined;
      const { outputs } = findDefinition(cloud, region, textOf(body.taskDefinition));
      const definitions: Values[] = JSON.parse(text(outputs.containerDefinitions) ?? "[]");
      return {
        taskDefinition: {
          taskDefinitionArn: text(outputs.arn) ?? "",
          family: text(outputs.family) ?? "",
          revision: outputs.revision ?? 1,
          containerDefinitions: definitions,
        },
      };
    },
  ];
}

function isRunning({ fate, stopped }: SimulatedTask): boolean {
  return fate?.kind === "endless" && stopped === undefined;
}

function described(task: SimulatedTask): Values {
  const { arn, cluster, definition, startedBy, fate } = task;
  const names: { readonly name: string }[] = JSON.parse(text(definition.outputs.containerDefinitions) ?? "[]");
  const status = isRunning(task) ? "RUNNING" : "STOPPED";
  return {
    taskArn: arn,
    clusterArn: cluster,
    taskDefinitionArn: text(definition.outputs.arn) ?? "",
    startedBy,
    lastStatus: status,
    desiredStatus: status,
    ...(fate?.kind === "unstarted" ? {} : { startedAt: STARTED }),
    ...endOf(task),
    containers: names.map(({ name }) => ({ name, lastStatus: status, ...exitCodeOf(task) })),
  };
}

/** Source: Amazon ECS Developer Guide, "Stopped task error codes". */
function endOf(task: SimulatedTask): Values {
  const { fate, stopped } = task;
  if (isRunning(task)) return {};
  if (stopped !== undefined) return { stopCode: "UserInitiated", stoppedReason: stopped };
  if (fate?.kind === "unstarted") return { stopCode: "TaskFailedToStart", stoppedReason: fate.message };
  return { stopCode: "EssentialContainerExited", stoppedReason: "Essential container in task exited" };
}

/** A container that gets SIGKILL ends with 128 + 9. */
function exitCodeOf(task: SimulatedTask): Values {
  const { fate, stopped } = task;
  if (isRunning(task) || fate?.kind === "unstarted") return {};
  if (stopped !== undefined && fate?.kind === "endless") return { exitCode: 137 };
  return { exitCode: fate?.kind === "exit" ? fate.exitCode : 0 };
}

function commandOf(overrides: unknown): readonly string[] | undefined {
  const command = valueAt(overrides, ["containerOverrides", 0, "command"]);
  return Array.isArray(command) ? command.map(String) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
