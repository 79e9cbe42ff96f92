import type { Deployment } from "@aws-sdk/client-ecs";
import { expect, it } from "vitest";
import { verdictOf } from "../src/deployment/verdict.ts";

const OLD = "arn:aws:ecs:eu-central-1:123456789012:task-definition/threa:4";
const NEW = "arn:aws:ecs:eu-central-1:123456789012:task-definition/threa:5";
const GIVEN_UP = "ECS deployment circuit breaker: tasks failed to start.";

const primary = (more: Deployment): Deployment => ({ status: "PRIMARY", desiredCount: 2, runningCount: 2, ...more });
const verdict = (deployments: Deployment[], wasPrimary = true) =>
  verdictOf({ deployments }, { taskDefinitionArn: NEW }, wasPrimary);

it("calls a service steady once ECS has completed the deployment of what was rolled out", () => {
  expect(verdict([primary({ taskDefinition: NEW, rolloutState: "COMPLETED" })])).toEqual({ state: "steady" });
  expect(
    verdict([primary({ taskDefinition: NEW, rolloutState: "IN_PROGRESS", runningCount: 1, failedTasks: 3 })]),
  ).toEqual({ state: "going", progress: "1 of 2 tasks run, 3 failed" });
});

it("goes by the tasks where ECS keeps no rollout state", () => {
  const old: Deployment = { status: "ACTIVE", taskDefinition: OLD };
  expect(verdict([primary({ taskDefinition: NEW })])).toEqual({ state: "steady" });
  expect(verdict([primary({ taskDefinition: NEW }), old])).toMatchObject({ state: "going" });
});

it("F41 sees that ECS goes back to the task definition before", () => {
  const failed: Deployment = {
    status: "ACTIVE",
    taskDefinition: NEW,
    rolloutState: "FAILED",
    rolloutStateReason: GIVEN_UP,
  };
  expect(verdict([primary({ taskDefinition: OLD, rolloutState: "IN_PROGRESS" }), failed], false)).toEqual({
    state: "failed",
    reason: "ECS deployment circuit breaker: tasks failed to start; ECS is rolling it back to threa:4",
  });
});

it("F42 sees that a first deployment has nothing to go back to", () => {
  const given = primary({ taskDefinition: NEW, rolloutState: "FAILED", rolloutStateReason: GIVEN_UP, runningCount: 0 });
  expect(verdict([given])).toMatchObject({ reason: expect.stringMatching(/no earlier deployment to roll back to$/) });
});

it("waits while ECS still tells of the deployment before", () => {
  const before = [primary({ taskDefinition: OLD, rolloutState: "COMPLETED" })];
  expect(verdict(before, false)).toMatchObject({ state: "going" });
  expect(verdict(before, true)).toMatchObject({ state: "failed", reason: expect.stringContaining("threa:4") });
});

it("knows one deployment from another of the same task definition", () => {
  const refreshed = { taskDefinitionArn: NEW, deploymentId: "ecs-svc/2" };
  const others = [primary({ id: "ecs-svc/3", taskDefinition: NEW, rolloutState: "COMPLETED" })];
  expect(verdictOf({ deployments: others }, refreshed, true)).toMatchObject({ state: "failed" });
});
