import { expect, it } from "vitest";
import { taskFailed } from "../src/one-off/failures.ts";
import { outcomeOf } from "../src/one-off/outcome.ts";
import { runTaskInput } from "../src/one-off/task-calls.ts";
import { oneOff } from "./one-off.ts";

it("knows the exit code before ECS has taken the task away", () => {
  const containers = [{ name: "sidecar" }, { name: "app", lastStatus: "STOPPED", exitCode: 0 }];
  expect(outcomeOf({ lastStatus: "DEPROVISIONING", containers }, "app")).toEqual({ state: "succeeded" });
  expect(outcomeOf({ lastStatus: "RUNNING", containers: [{ name: "app" }] }, "app")).toEqual({
    state: "going",
    status: "RUNNING",
  });
});

it("takes no exit code for an end while the container runs", () => {
  const containers = [{ name: "app", lastStatus: "RUNNING", exitCode: 0 }];
  expect(outcomeOf({ lastStatus: "RUNNING", containers }, "app")).toEqual({ state: "going", status: "RUNNING" });
});

it("tells a task that never started from one that was ended from outside", () => {
  const stopped = { lastStatus: "STOPPED", containers: [{ name: "app", reason: "CannotPullContainerError: x" }] };
  expect(
    outcomeOf({ ...stopped, stopCode: "TaskFailedToStart", stoppedReason: "Task failed to start" }, "app"),
  ).toEqual({
    state: "unstarted",
    reason: "Task failed to start; CannotPullContainerError: x",
  });
  const spot = { lastStatus: "STOPPED", startedAt: new Date(0), stoppedReason: "Host EC2 terminated.", containers: [] };
  const outcome = outcomeOf(spot, "app");
  expect(outcome).toEqual({ state: "failed", exitCode: undefined, reason: "Host EC2 terminated." });
  if (outcome.state !== "failed") return;
  expect(taskFailed(oneOff(), outcome, []).message).toBe(
    "the migration threa-migration:4 was ended from outside (Host EC2 terminated.)",
  );
});

it("PROL-107: starts the task with the cluster, definition, subnets and groups of the outputs", () => {
  expect(runTaskInput(oneOff(), [])).toMatchObject({
    cluster: "arn:aws:ecs:eu-central-1:123456789012:cluster/threa",
    taskDefinition: "arn:aws:ecs:eu-central-1:123456789012:task-definition/threa-migration:4",
    launchType: "FARGATE",
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: "ENABLED" },
    },
  });
});

it("starts it on the service's pool of instances, where it has one", () => {
  const input = runTaskInput(oneOff({ capacityProvider: "suna-main", assignPublicIp: false }), []);
  expect(input.launchType).toBeUndefined();
  expect(input.capacityProviderStrategy).toEqual([{ capacityProvider: "suna-main", weight: 1 }]);
});
