import type * as aws from "@pulumi/aws";
import type { Service } from "@strata/shared-config";
import { type CapacityPlan, planCapacity } from "./capacity-plan.ts";
import { initialTasks } from "./scaling-plan.ts";

/**
 * Least time that a new task has before the load balancer's verdict counts, in seconds: two of the default health
 * checks, which is what it takes to be called healthy at all.
 */
const GRACE_SECONDS = 60;

/** What ECS is told about a service apart from what other resources decide. */
export type ServicePlan = CapacityPlan &
  Pick<
    aws.ecs.ServiceArgs,
    | "name"
    | "desiredCount"
    | "deploymentCircuitBreaker"
    | "enableExecuteCommand"
    | "enableEcsManagedTags"
    | "propagateTags"
    | "waitForSteadyState"
    | "healthCheckGracePeriodSeconds"
  >;

/** How ECS runs a service: how many tasks, how they are placed, and what it does when a new revision does not come up. */
export function planService(service: Service): ServicePlan {
  return {
    name: service.name,
    desiredCount: initialTasks(service),
    ...planCapacity(service),
    deploymentCircuitBreaker: { enable: true, rollback: true },
    enableExecuteCommand: service.executeCommand,
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
    // Whoever rolls out waits, and says more of why a service does not come up; also when nothing has changed since.
    waitForSteadyState: false,
    ...(service.exposure === "loadBalancer" ? { healthCheckGracePeriodSeconds: graceSeconds(service) } : {}),
  };
}

/** A task that may take its time to start in the container's own check may take it in the load balancer's, too. */
function graceSeconds({ healthCheck }: Service): number {
  return Math.max(GRACE_SECONDS, healthCheck?.startPeriodSeconds ?? 0);
}
