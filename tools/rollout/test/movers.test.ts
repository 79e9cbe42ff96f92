import { join } from "node:path";
import type { StoredResource } from "@strata/engine";
import { openSdkFacts } from "@strata/sdk-facts";
import { expect, it } from "vitest";
import { MOVERS, moverOf } from "../src/drift/movers.ts";
import { LASTING_TYPES } from "../src/losses/lasting-types.ts";
import { stored } from "./stored.ts";

const facts = openSdkFacts(join(import.meta.dirname, "../../../stacks/edge/Pulumi.yaml"));

const SERVICE = stored("aws:ecs/service:Service", "api", {
  id: "arn:aws:ecs:eu-central-1:123456789012:service/main/api",
  outputs: { name: "api", cluster: "arn:aws:ecs:eu-central-1:123456789012:cluster/main" },
});
const target = (resourceId: string, scalableDimension = "ecs:service:DesiredCount") =>
  stored("aws:appautoscaling/target:Target", resourceId, { outputs: { resourceId, scalableDimension } });
const GROUP = stored("aws:autoscaling/group:Group", "pool", { outputs: { name: "pool", arn: "arn:pool" } });
const action = stored("aws:appautoscaling/scheduledAction:ScheduledAction", "night", {
  outputs: { resourceId: "service/main/api", scalableDimension: "ecs:service:DesiredCount" },
});
const provider = (status: string) =>
  stored("aws:ecs/capacityProvider:CapacityProvider", "pool", {
    outputs: { autoScalingGroupProvider: { autoScalingGroupArn: "arn:pool", managedScaling: { status } } },
  });
const schedule = stored("aws:autoscaling/schedule:Schedule", "night", { outputs: { autoscalingGroupName: "pool" } });
const table = stored("aws:dynamodb/table:Table", "jobs", { outputs: { name: "jobs" } });
const database = (inputs: Record<string, unknown>) => stored("aws:rds/instance:Instance", "db", { inputs });

const CASES: readonly [string, StoredResource, string, readonly StoredResource[], boolean][] = [
  ["a scaled service's tasks", SERVICE, "desiredCount", [target("service/main/api")], true],
  ["a service's tasks that nobody scales", SERVICE, "desiredCount", [], false],
  ["a service's tasks where another one is scaled", SERVICE, "desiredCount", [target("service/main/web")], false],
  ["a scaled service's image", SERVICE, "taskDefinition", [target("service/main/api")], false],
  ["the bounds of a scheduled target", target("service/main/api"), "minCapacity", [action], true],
  ["the bounds of a target without a schedule", target("service/main/api"), "minCapacity", [], false],
  ["a group that its capacity provider scales", GROUP, "desiredCapacity", [provider("ENABLED")], true],
  ["a group whose capacity provider does not scale", GROUP, "desiredCapacity", [provider("DISABLED")], false],
  ["a group with a schedule", GROUP, "minSize", [schedule], true],
  ["the bounds of a group that only its provider scales", GROUP, "maxSize", [provider("ENABLED")], false],
  ["a scaled table", table, "writeCapacity", [target("table/jobs", "dynamodb:table:WriteCapacityUnits")], true],
  ["a table of a longer name that is scaled", table, "writeCapacity", [target("table/jobs-old")], false],
  ["the storage of a database that grows", database({ maxAllocatedStorage: 100 }), "allocatedStorage", [], true],
  ["the storage of a database that does not", database({}), "allocatedStorage", [], false],
];

it.each(CASES)("judges %s", (_, resource, path, others, moved) => {
  expect(moverOf(resource, path, [resource, ...others]) !== undefined).toBe(moved);
});

it.each(MOVERS.map((mover) => [mover.type, mover] as const))(
  "knows properties of %s that the SDK has",
  (type, mover) => {
    const known = Object.keys(facts.resource(type)?.outputs ?? {});
    expect(mover.properties.filter((property) => !known.includes(property))).toEqual([]);
    expect(mover.source).toMatch(/^https:/);
  },
);

it.each(LASTING_TYPES.map((row) => [row.type, row] as const))("names a type that the SDK has: %s", (type, row) => {
  expect(facts.resource(type)).toBeDefined();
  expect(row.source).toMatch(/^https:/);
});
