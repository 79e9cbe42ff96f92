import type { StoredResource } from "@strata/engine";

/** Something that moves a property of a resource by itself, so that a difference in it is no drift. */
export interface Mover {
  /** The type whose property moves. */
  readonly type: string;
  /** The property, or what its path starts with. */
  readonly properties: readonly string[];
  /** What moves it, as a report says it. */
  readonly by: string;
  /** Where AWS or its provider says so. */
  readonly source: string;
  /** Whether such a thing is in the same stack, and meant for this very resource. */
  readonly moves: (resource: StoredResource, stack: readonly StoredResource[]) => boolean;
}

const SCALING_GUIDE = "https://docs.aws.amazon.com/autoscaling/application/userguide";
const GROUPS_GUIDE = "https://docs.aws.amazon.com/autoscaling/ec2/userguide";

/** Everything known that a schedule, an autoscaler or AWS itself moves. A row counts only where its mover is in the stack. */
export const MOVERS: readonly Mover[] = [
  {
    type: "aws:ecs/service:Service",
    properties: ["desiredCount"],
    by: "Application Auto Scaling",
    source: `${SCALING_GUIDE}/services-that-can-integrate-ecs.html`,
    moves: ({ id, outputs }, stack) =>
      isScaled(stack, "ecs:service:DesiredCount", [serviceOf(id), `service/${last(outputs.cluster)}/${outputs.name}`]),
  },
  {
    type: "aws:appautoscaling/target:Target",
    properties: ["minCapacity", "maxCapacity"],
    by: "a scheduled action",
    source: `${SCALING_GUIDE}/application-auto-scaling-scheduled-scaling.html`,
    moves: ({ outputs }, stack) =>
      stack.some(
        (other) =>
          other.type === "aws:appautoscaling/scheduledAction:ScheduledAction" &&
          other.outputs.resourceId === outputs.resourceId &&
          other.outputs.scalableDimension === outputs.scalableDimension,
      ),
  },
  {
    type: "aws:autoscaling/group:Group",
    properties: ["desiredCapacity"],
    by: "a scaling policy, a schedule, or the capacity provider's managed scaling",
    source: `${GROUPS_GUIDE}/ec2-auto-scaling-scaling-simple-step.html`,
    moves: (group, stack) => hasGroupMover(group, stack, /^aws:autoscaling\/(policy:Policy|schedule:Schedule)$/),
  },
  {
    type: "aws:autoscaling/group:Group",
    properties: ["minSize", "maxSize"],
    by: "a schedule",
    source: `${GROUPS_GUIDE}/ec2-auto-scaling-scheduled-scaling.html`,
    moves: ({ outputs }, stack) =>
      stack.some((other) => other.type === "aws:autoscaling/schedule:Schedule" && isOfGroup(other, outputs.name)),
  },
  {
    type: "aws:dynamodb/table:Table",
    properties: ["readCapacity", "writeCapacity", "globalSecondaryIndexes"],
    by: "Application Auto Scaling",
    source: `${SCALING_GUIDE}/services-that-can-integrate-dynamodb.html`,
    moves: ({ outputs }, stack) =>
      targets(stack).some((target) => `${target.outputs.resourceId}/`.startsWith(`table/${outputs.name}/`)),
  },
  {
    type: "aws:rds/instance:Instance",
    properties: ["allocatedStorage"],
    by: "storage autoscaling (maxAllocatedStorage)",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html",
    moves: ({ inputs }) => typeof inputs.maxAllocatedStorage === "number" && inputs.maxAllocatedStorage > 0,
  },
  {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    properties: ["numNodeGroups", "replicasPerNodeGroup", "numCacheClusters"],
    by: "Application Auto Scaling",
    source: `${SCALING_GUIDE}/services-that-can-integrate-elasticache.html`,
    moves: ({ outputs }, stack) =>
      targets(stack).some(
        ({ outputs: target }) => target.resourceId === `replication-group/${outputs.replicationGroupId}`,
      ),
  },
  {
    type: "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    properties: ["provisionedConcurrentExecutions"],
    by: "Application Auto Scaling",
    source: `${SCALING_GUIDE}/services-that-can-integrate-lambda.html`,
    moves: ({ outputs }, stack) =>
      targets(stack).some(
        ({ outputs: target }) => target.resourceId === `function:${outputs.functionName}:${outputs.qualifier}`,
      ),
  },
];

/** What moves a property of a resource; undefined where a difference in it is drift. */
export function moverOf(resource: StoredResource, path: string, stack: readonly StoredResource[]): Mover | undefined {
  const [property] = path.split(/[.[]/, 1);
  return MOVERS.find(
    (mover) =>
      mover.type === resource.type &&
      mover.properties.some((name) => name === property) &&
      mover.moves(resource, stack),
  );
}

function targets(stack: readonly StoredResource[]): readonly StoredResource[] {
  return stack.filter(({ type }) => type === "aws:appautoscaling/target:Target");
}

function isScaled(stack: readonly StoredResource[], dimension: string, ids: readonly string[]): boolean {
  return targets(stack).some(
    ({ outputs }) => outputs.scalableDimension === dimension && ids.some((id) => id === outputs.resourceId),
  );
}

/** `service/<cluster>/<service>`, from a service's ARN. */
function serviceOf(arn: string): string {
  return arn.slice(arn.indexOf("service/"));
}

function hasGroupMover({ outputs }: StoredResource, stack: readonly StoredResource[], types: RegExp): boolean {
  return stack.some(
    (other) => (types.test(other.type) && isOfGroup(other, outputs.name)) || isManagedScaling(other, outputs.arn),
  );
}

function isOfGroup({ outputs }: StoredResource, name: unknown): boolean {
  return outputs.autoscalingGroupName === name;
}

/** A capacity provider of ECS moves its group unless its managed scaling is off. Source: CreateCapacityProvider, ECS API. */
function isManagedScaling({ type, outputs }: StoredResource, arn: unknown): boolean {
  if (type !== "aws:ecs/capacityProvider:CapacityProvider") return false;
  const text = JSON.stringify(outputs.autoScalingGroupProvider ?? {});
  return text.includes(JSON.stringify(arn ?? null)) && text.includes('"status":"ENABLED"');
}

function last(arn: unknown): string {
  return String(arn).split("/").at(-1) ?? "";
}
