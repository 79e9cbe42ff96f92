import type { Deployment, Service } from "@aws-sdk/client-ecs";
import { revisionOf } from "../one-off/names.ts";

/** Which deployment is meant: the one of a task definition, or one of many of the same. */
export interface WantedDeployment {
  /** ARN. @default - any */
  readonly taskDefinitionArn?: string | undefined;
  /** `ecs-svc/<digits>`. @default - any */
  readonly deploymentId?: string | undefined;
}

/** How far a service's deployment has come. */
export type Verdict =
  | { readonly state: "steady" }
  /** In words: how many tasks run. */
  | { readonly state: "going"; readonly progress: string }
  | { readonly state: "failed"; readonly reason: string };

/**
 * What became of the deployment of a task definition. ECS's circuit breaker gives one up whose tasks do not come up, and goes back
 * to the last one that did, if there was one. Source: Amazon ECS Developer Guide, "How the Amazon ECS deployment circuit
 * breaker detects failures".
 * @param wasPrimary whether ECS was seen rolling it out: right after an update it may tell of the deployment before
 */
export function verdictOf(service: Service, wanted: WantedDeployment, wasPrimary: boolean): Verdict {
  const { deployments = [] } = service;
  const primary = deployments.find(({ status }) => status === "PRIMARY");
  if (primary === undefined) return { state: "going", progress: "no deployment yet" };
  if (isOf(primary, wanted)) {
    if (primary.rolloutState === "FAILED") {
      return { state: "failed", reason: `${reasonOf(primary)}; there is no earlier deployment to roll back to` };
    }
    return isSteady(primary, deployments) ? { state: "steady" } : { state: "going", progress: progressOf(primary) };
  }
  const given = deployments.find((one) => isOf(one, wanted) && one.rolloutState === "FAILED");
  if (given === undefined && !wasPrimary) return { state: "going", progress: progressOf(primary) };
  const why = given === undefined ? reasonOf(primary) : reasonOf(given);
  const back = primary.rolloutState === "COMPLETED" ? "rolled it back" : "is rolling it back";
  return { state: "failed", reason: `${why}; ECS ${back} to ${revisionOf(primary.taskDefinition ?? "")}` };
}

/** Whether ECS rolls out a task definition in the first place. */
export function isPrimary({ deployments = [] }: Service, wanted: WantedDeployment): boolean {
  return deployments.some((one) => one.status === "PRIMARY" && isOf(one, wanted));
}

function isOf({ taskDefinition, id }: Deployment, { taskDefinitionArn, deploymentId }: WantedDeployment): boolean {
  return (taskDefinitionArn ?? taskDefinition) === taskDefinition && (deploymentId ?? id) === id;
}

/** A service without the circuit breaker's deployment controller has no rollout state: then the tasks tell. */
function isSteady({ rolloutState, runningCount, desiredCount }: Deployment, all: readonly Deployment[]): boolean {
  if (rolloutState !== undefined) return rolloutState === "COMPLETED";
  return all.length === 1 && runningCount === desiredCount;
}

function progressOf({ runningCount = 0, desiredCount = 0, failedTasks = 0 }: Deployment): string {
  const failed = failedTasks === 0 ? "" : `, ${failedTasks} failed`;
  return `${runningCount} of ${desiredCount} tasks run${failed}`;
}

function reasonOf({ rolloutStateReason }: Deployment): string {
  return rolloutStateReason?.replace(/\.$/, "") || "its deployment was given up";
}
