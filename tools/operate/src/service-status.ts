import { DescribeTasksCommand, type ECSClient, ListTasksCommand, type Service } from "@aws-sdk/client-ecs";
import { clusterOf, describeServices, openEcs, revisionOf } from "@strata/ecs";
import { type DeployedService, deployedServices, findService } from "./deployed-services.ts";

/** A task of a service. */
export interface TaskStatus {
  readonly id: string;
  /** As ECS has it: PENDING, RUNNING, STOPPED, … */
  readonly status: string;
  readonly health: string;
  readonly revision: string;
  /** Why it was stopped; undefined for one that was not. */
  readonly stopped: string | undefined;
}

/** A service as ECS has it now. */
export interface ServiceStatus {
  readonly key: string;
  readonly running: number;
  readonly desired: number;
  readonly revision: string;
  /** COMPLETED, IN_PROGRESS or FAILED; empty where ECS does not know the service. */
  readonly rollout: string;
  readonly logGroup: string;
  /** What its health check answers: a status, or why there is none. @default - the load balancer does not lead to it */
  readonly api: string | undefined;
  readonly tasks: readonly TaskStatus[];
  /** Newest first. */
  readonly events: readonly string[];
}

const EVENTS = 3;

/** How long an API may take to answer, in milliseconds. */
const PATIENCE_MS = 5000;

/**
 * What the services of an environment do now: their tasks, the last ones that stopped, and whether their APIs answer.
 * @param keys of services; none for all
 * @throws StrataError OPTION_INVALID for an unknown service
 */
export async function serviceStatus(
  root: string,
  environment: string,
  keys: readonly string[],
): Promise<readonly ServiceStatus[]> {
  const deployed = await deployedServices(root, environment);
  const chosen = keys.length === 0 ? deployed.all : keys.map((key) => findService(deployed, key));
  const door = openEcs(deployed.environment.aws.region);
  try {
    const found = await describeServices(door, chosen);
    return await Promise.all(
      chosen.map(async (service) => {
        const path = deployed.environment.services[service.key]?.route.healthCheck.path ?? "/";
        const [tasks, api] = await Promise.all([tasksOf(door.ecs, service), answerOf(service.url, path)]);
        return statusOf(
          service,
          found.find(({ serviceArn }) => serviceArn === service.arn),
          tasks,
          api,
        );
      }),
    );
  } finally {
    door.close();
  }
}

function statusOf(
  { key, logGroup }: DeployedService,
  found: Service | undefined,
  tasks: readonly TaskStatus[],
  api: string | undefined,
): ServiceStatus {
  const primary = found?.deployments?.find(({ status }) => status === "PRIMARY");
  return {
    key,
    running: found?.runningCount ?? 0,
    desired: found?.desiredCount ?? 0,
    revision: revisionOf(found?.taskDefinition ?? ""),
    rollout: primary?.rolloutState ?? "",
    logGroup,
    api,
    tasks,
    events: (found?.events ?? []).slice(0, EVENTS).flatMap(({ message }) => message ?? []),
  };
}

async function tasksOf(ecs: ECSClient, { arn, name: serviceName }: DeployedService): Promise<readonly TaskStatus[]> {
  const cluster = clusterOf(arn);
  const lists = await Promise.all(
    (["RUNNING", "STOPPED"] as const).map((desiredStatus) =>
      ecs.send(new ListTasksCommand({ cluster, serviceName, desiredStatus, maxResults: 50 })),
    ),
  );
  const arns = lists.flatMap(({ taskArns = [] }) => taskArns);
  if (arns.length === 0) return [];
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: arns }));
  return tasks.map(
    ({ taskArn = "", lastStatus = "", healthStatus = "UNKNOWN", taskDefinitionArn = "", stoppedReason }) => ({
      id: taskArn.slice(taskArn.lastIndexOf("/") + 1),
      status: lastStatus,
      health: healthStatus,
      revision: revisionOf(taskDefinitionArn),
      stopped: lastStatus === "STOPPED" ? (stoppedReason ?? "") : undefined,
    }),
  );
}

async function answerOf(url: string | undefined, path: string): Promise<string | undefined> {
  if (url === undefined) return undefined;
  try {
    const { status } = await fetch(new URL(path, url), {
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: "manual",
    });
    return String(status);
  } catch (error) {
    // Not reachable is an answer to the question that is asked here.
    return error instanceof Error
      ? `no answer: ${error.cause instanceof Error ? error.cause.message : error.message}`
      : "no answer";
  }
}
