import {
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListTasksCommand,
  RunTaskCommand,
  type RunTaskCommandInput,
  StopTaskCommand,
  type Task,
  type TaskDefinition,
} from "@aws-sdk/client-ecs";
import { clientTokenOf, familyOf, startedByOf } from "./names.ts";
import type { OneOffTask } from "./one-off-task.ts";

/** Tasks of one DescribeTasks. Source: Amazon ECS API Reference. */
const PAGE = 100;

/**
 * Every task of a one-off task's family that ECS tells of. By family: a filter by `startedBy` takes no other one beside it, and
 * so finds none that has ended. Source: Amazon ECS API Reference, ListTasks.
 */
export async function tasksOfFamily(ecs: ECSClient, task: OneOffTask): Promise<readonly Task[]> {
  const arns: string[] = [];
  for (const desiredStatus of ["RUNNING", "STOPPED"] as const) {
    let nextToken: string | undefined;
    do {
      const page = await ecs.send(
        new ListTasksCommand({
          cluster: task.clusterArn,
          family: familyOf(task.taskDefinitionArn),
          desiredStatus,
          nextToken,
        }),
      );
      arns.push(...(page.taskArns ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  const found: Task[] = [];
  const distinct = [...new Set(arns)];
  for (let from = 0; from < distinct.length; from += PAGE) {
    found.push(...(await describe(ecs, task.clusterArn, distinct.slice(from, from + PAGE))));
  }
  return found;
}

/** A task as it is now; undefined where ECS does not know it, yet or any more. */
export async function describeTask(ecs: ECSClient, clusterArn: string, taskArn: string): Promise<Task | undefined> {
  const [found] = await describe(ecs, clusterArn, [taskArn]);
  return found;
}

async function describe(ecs: ECSClient, cluster: string, tasks: string[]): Promise<readonly Task[]> {
  const answer = await ecs.send(new DescribeTasksCommand({ cluster, tasks }));
  return answer.tasks ?? [];
}

/** What RunTask came to: the task, or why there is none. */
export type Started = { readonly taskArn: string } | { readonly reason: string };

/** Starts a task. @param ended as for the client token */
export async function startTask(ecs: ECSClient, task: OneOffTask, ended: readonly string[]): Promise<Started> {
  const { tasks = [], failures = [] } = await ecs.send(new RunTaskCommand(runTaskInput(task, ended)));
  const taskArn = tasks[0]?.taskArn;
  if (taskArn !== undefined) return { taskArn };
  const reasons = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(": "));
  return { reason: reasons.join("; ") || "ECS started nothing and gave no reason" };
}

/** What RunTask is asked. */
export function runTaskInput(task: OneOffTask, ended: readonly string[]): RunTaskCommandInput {
  const { container, command, capacityProvider } = task;
  return {
    cluster: task.clusterArn,
    taskDefinition: task.taskDefinitionArn,
    count: 1,
    startedBy: startedByOf(task),
    clientToken: clientTokenOf(task, ended),
    propagateTags: "TASK_DEFINITION",
    enableECSManagedTags: true,
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: [...task.subnetIds],
        securityGroups: [...task.securityGroupIds],
        assignPublicIp: task.assignPublicIp ? "ENABLED" : "DISABLED",
      },
    },
    // As a launch type Fargate needs no capacity provider in the cluster.
    ...(capacityProvider === "FARGATE" ? { launchType: "FARGATE" as const } : {}),
    ...(capacityProvider === undefined || capacityProvider === "FARGATE"
      ? {}
      : { capacityProviderStrategy: [{ capacityProvider, weight: 1 }] }),
    ...(command === undefined
      ? {}
      : { overrides: { containerOverrides: [{ name: container, command: [...command] }] } }),
  };
}

/** Asks ECS to stop a task: it gets SIGTERM, and SIGKILL after its stop time-out. @param reason up to 255 characters */
export async function stopTask(ecs: ECSClient, clusterArn: string, taskArn: string, reason: string): Promise<void> {
  await ecs.send(new StopTaskCommand({ cluster: clusterArn, task: taskArn, reason }));
}

export async function describeDefinition(ecs: ECSClient, arn: string): Promise<TaskDefinition | undefined> {
  const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
  return taskDefinition;
}
