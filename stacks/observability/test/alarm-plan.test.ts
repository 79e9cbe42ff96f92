import { describe, expect, test } from "vitest";
import { planAlarms } from "../src/alarms/alarm-plan.ts";
import { connectionThreshold } from "../src/alarms/database-alarms.ts";
import { environment, watchedIn } from "./environment.ts";

function alarmsOf(name: string, overrides = {}) {
  const settings = environment(name, overrides);
  return planAlarms(settings, watchedIn(settings));
}

describe("Threa's alarms", () => {
  const rows = alarmsOf("threa-prod");

  test("watch CPU, memory and tasks, and nothing that it does not have", () => {
    expect(rows.map(({ name }) => name)).toEqual(["threa-app-cpu", "threa-app-memory", "threa-app-running-tasks"]);
  });

  test("ring when a task uses more than 80 percent, on average, ten minutes long", () => {
    expect(rows[0]).toMatchObject({
      namespace: "AWS/ECS",
      metricName: "CPUUtilization",
      dimensions: { ClusterName: "threa", ServiceName: "threa" },
      statistic: "Average",
      comparison: "GreaterThanThreshold",
      threshold: 80,
      periodSeconds: 300,
      periods: 2,
    });
  });

  test("ring when no task runs, which reports no data", () => {
    expect(rows[2]).toMatchObject({
      namespace: "ECS/ContainerInsights",
      metricName: "RunningTaskCount",
      comparison: "LessThanThreshold",
      threshold: 1,
      missingData: "breaching",
    });
  });

  test("carry the environment's suffix, so that two environments may share an account", () => {
    expect(alarmsOf("threa-budget").map(({ name }) => name)).toContain("threa-app-cpu-budget");
  });
});

describe("HappyRobot's alarms", () => {
  const rows = alarmsOf("happyrobot-prod");
  const find = (name: string) => rows.find((row) => row.name === `happyrobot-fde-${name}`);

  test("are all there are, in the order of their names", () => {
    expect(rows.map(({ key }) => key)).toEqual([
      "alb-5xx",
      "alb-response-time",
      "api-cpu",
      "api-unhealthy-targets",
      "database-connections",
      "database-cpu",
      "web-cpu",
      "web-unhealthy-targets",
    ]);
  });

  test("ring at 70 percent of the front end's CPU after ten minutes", () => {
    const web = find("web-cpu");
    expect(web).toMatchObject({ threshold: 70, dimensions: { ServiceName: "happyrobot-frontend" } });
    expect((web?.periodSeconds ?? 0) * (web?.periods ?? 0)).toBe(600);
  });

  test("ring above 180 connections, which is 90 percent of 200", () => {
    expect(find("database-connections")).toMatchObject({ threshold: 180, comparison: "GreaterThanThreshold" });
  });

  test("ring on more than ten errors in five minutes, and not when nothing was asked", () => {
    expect(find("alb-5xx")).toMatchObject({
      metricName: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      threshold: 10,
      periodSeconds: 300,
      periods: 1,
      missingData: "notBreaching",
    });
  });

  test("ring when an answer takes more than five seconds for five minutes", () => {
    expect(find("alb-response-time")).toMatchObject({
      threshold: 5,
      statistic: "Average",
      periodSeconds: 300,
      periods: 1,
    });
  });

  test("watch the targets of each target group on its own", () => {
    expect(find("api-unhealthy-targets")).toMatchObject({
      metricName: "UnHealthyHostCount",
      dimensions: {
        TargetGroup: "targetgroup/api/943f017f100becff",
        LoadBalancer: "app/happyrobot-fde-alb/50dc6c495c0c9188",
      },
      threshold: 0,
    });
  });

  test("are the same whatever order the services stand in", () => {
    const settings = environment("happyrobot-prod");
    const watched = watchedIn(settings);
    expect(planAlarms(settings, { ...watched, services: watched.services.toReversed() })).toEqual(rows);
  });
});

test("a share of the connections is rounded down to whole ones", () => {
  expect(connectionThreshold(200, 90)).toBe(180);
  expect(connectionThreshold(115, 90)).toBe(103);
  // 0.29 * 100 comes out at 28.999999999999996.
  expect(connectionThreshold(100, 29)).toBe(29);
});
