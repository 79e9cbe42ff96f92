import type { OneOffTask } from "../src/one-off/one-off-task.ts";

/** The migration of threa-prod. */
export function oneOff(more: Partial<OneOffTask> = {}): OneOffTask {
  return {
    environment: "threa-prod",
    clusterArn: "arn:aws:ecs:eu-central-1:123456789012:cluster/threa",
    taskDefinitionArn: "arn:aws:ecs:eu-central-1:123456789012:task-definition/threa-migration:4",
    container: "app",
    subnetIds: ["subnet-1"],
    securityGroupIds: ["sg-1"],
    assignPublicIp: true,
    capacityProvider: "FARGATE",
    timeoutMinutes: 30,
    again: false,
    retry: "nx deploy services -c threa-prod",
    ...more,
  };
}
