import { expect, test } from "vitest";
import { initialTasks, planScaling } from "../src/scaling-plan.ts";
import { serviceOf } from "./environments.ts";

const scaling = { min: 1, max: 3, scaleInCooldownSeconds: 300, scaleOutCooldownSeconds: 60 };

test.each([
  ["api", 70],
  ["web", 60],
])("steers %s by an average CPU of %i percent (HAPPY-055, HAPPY-056)", (key, target) => {
  const { scaling: settings } = serviceOf("happyrobot-dev", key);
  expect(settings && planScaling(settings)).toEqual([
    { key: "cpu", metric: "ECSServiceAverageCPUUtilization", target },
  ]);
});

test("steers by memory, too, where that is asked for", () => {
  expect(planScaling({ ...scaling, cpuPercent: 70, memoryPercent: 80 }).map(({ metric }) => metric)).toEqual([
    "ECSServiceAverageCPUUtilization",
    "ECSServiceAverageMemoryUtilization",
  ]);
});

test.each([
  [0, 1],
  [2, 2],
  [9, 3],
])("starts %i tasks as %i where autoscaling keeps 1 to 3", (desiredCount, tasks) => {
  expect(initialTasks({ desiredCount, scaling })).toBe(tasks);
});

test("starts as many as are asked for without autoscaling (THREA-025, THREA-026)", () => {
  expect(initialTasks(serviceOf("threa-prod", "app"))).toBe(1);
  expect(initialTasks(serviceOf("threa-scaled", "app"))).toBe(2);
});
