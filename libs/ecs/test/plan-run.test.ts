import type { Task } from "@aws-sdk/client-ecs";
import { expect, it } from "vitest";
import { clientTokenOf, startedByOf } from "../src/one-off/names.ts";
import { planRun } from "../src/one-off/plan-run.ts";
import { oneOff } from "./one-off.ts";

const task = oneOff();
const ours = (id: string, more: Partial<Task> = {}): Task => ({
  taskArn: `arn:${id}`,
  taskDefinitionArn: task.taskDefinitionArn,
  startedBy: startedByOf(task),
  lastStatus: "STOPPED",
  ...more,
});
const ended = (exitCode: number) => ({ containers: [{ name: "app", exitCode }] });

it("starts a task where ECS tells of none", () => {
  expect(planRun(task, [])).toEqual({ act: "start", ended: [] });
});

it("F39 waits for the task of an earlier run, even one that is being stopped", () => {
  expect(planRun(task, [ours("b", { lastStatus: "RUNNING" }), ours("a", { lastStatus: "DEPROVISIONING" })])).toEqual({
    act: "adopt",
    taskArn: "arn:a",
  });
});

it("lets one of another revision end first, whoever started it", () => {
  const other = ours("a", { taskDefinitionArn: `${task.taskDefinitionArn}0`, lastStatus: "PENDING" });
  expect(planRun(task, [other])).toEqual({ act: "await", taskArn: "arn:a" });
});

it("F40 starts nothing where the same one has ended well, unless it is to run again", () => {
  expect(planRun(task, [ours("a", ended(0)), ours("b", ended(1))])).toEqual({ act: "nothing", taskArn: "arn:a" });
  expect(planRun({ ...task, again: true }, [ours("a", ended(0))])).toEqual({ act: "start", ended: ["arn:a"] });
});

it("does not take the good end of another command, or of another revision, for its own", () => {
  const others = [
    ours("a", { ...ended(0), startedBy: "strata/threa-prod/threa-migration/4/0123456789ab" }),
    ours("b", { ...ended(0), taskDefinitionArn: "arn:aws:ecs:eu-central-1:1:task-definition/threa-migration:3" }),
  ];
  expect(planRun(task, others)).toEqual({ act: "start", ended: [] });
});

it("gives the same token for the same history, and another one after each end", () => {
  expect(clientTokenOf(task, ["arn:a", "arn:b"])).toBe(clientTokenOf(task, ["arn:b", "arn:a"]));
  expect(clientTokenOf(task, ["arn:a"])).not.toBe(clientTokenOf(task, []));
  expect(clientTokenOf(task, [])).toHaveLength(64);
});

it("keeps to the characters and the length that startedBy may have", () => {
  expect(startedByOf(task)).toBe("strata/threa-prod/threa-migration/4");
  expect(startedByOf({ ...task, command: ["bun", "run", "seed"] })).toMatch(
    /^strata\/threa-prod\/threa-migration\/4\/\w{12}$/,
  );
  const long = startedByOf({ ...task, taskDefinitionArn: `arn:aws:ecs:r:1:task-definition/${"f".repeat(255)}:4` });
  expect(long).toMatch(/^[A-Za-z0-9/_-]{128}$/);
});
