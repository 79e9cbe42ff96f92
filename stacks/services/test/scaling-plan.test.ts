import { describe, expect, test } from "vitest";
import { initialTasks, keptBySchedules, planScaling, planSchedules } from "../src/scaling-plan.ts";
import { serviceOf } from "./environments.ts";

const scaling = { min: 1, max: 3, scaleInCooldownSeconds: 300, scaleOutCooldownSeconds: 60, schedules: {} };

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

describe("the schedules of Suna's API", () => {
  const { scaling: settings } = serviceOf("suna-prod-fargate", "api");
  const [peak, offPeak, ...more] = settings === undefined ? [] : planSchedules(settings);

  test("make the range 3 to 10 at six in the morning, Monday to Friday, Pacific time (SUNA-024)", () => {
    expect(peak).toEqual({
      key: "peak",
      schedule: "cron(0 6 ? * MON-FRI *)",
      timezone: "America/Los_Angeles",
      scalableTargetAction: { minCapacity: 3, maxCapacity: 10 },
    });
  });

  test("make it 2 to 6 at six in the evening, and over the weekend (SUNA-025, SUNA-026)", () => {
    expect(offPeak).toMatchObject({
      schedule: "cron(0 18 ? * MON-FRI *)",
      timezone: "America/Los_Angeles",
      scalableTargetAction: { minCapacity: 2, maxCapacity: 6 },
    });
    expect(more).toEqual([]);
  });

  test("keep a deployment from putting the range back (SUNA-027)", () => {
    expect(settings && keptBySchedules(settings)).toEqual(["minCapacity", "maxCapacity"]);
    expect(keptBySchedules(scaling)).toEqual([]);
  });
});

test.each([
  ["suna-prod-fargate", "api", 70, 75],
  ["runlayer-prod", "backend", 70, 75],
])("steers %s/%s by %i percent of CPU and %i of memory (SUNA-020, SUNA-021, RUN-051)", (name, key, cpu, memory) => {
  const { scaling: settings } = serviceOf(name, key);
  expect(settings && planScaling(settings).map(({ target }) => target)).toEqual([cpu, memory]);
});
