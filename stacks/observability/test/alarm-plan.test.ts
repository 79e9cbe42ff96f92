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

describe("Suna's alarms", () => {
  const rows = alarmsOf("suna-prod");
  const find = (thing: string) => rows.find((row) => row.name === `suna-api-${thing}`);

  test("SUNA-038 to SUNA-045: are four warnings and three critical ones, each with its threshold", () => {
    expect(rows.map(({ name, severity, threshold }) => [name, severity, threshold])).toEqual([
      ["suna-api-cpu-critical", "critical", 85],
      ["suna-api-cpu-warning", "warning", 70],
      ["suna-api-errors-warning", "warning", 5],
      ["suna-api-latency-warning", "warning", 2],
      ["suna-api-memory-critical", "critical", 90],
      ["suna-api-memory-warning", "warning", 75],
      ["suna-api-running-tasks-critical", "critical", 1],
    ]);
    expect(find("running-tasks-critical")).toMatchObject({ comparison: "LessThanThreshold", missingData: "breaching" });
  });

  test("SUNA-043: ring when the 99th percentile of the target group's answers is over two seconds", () => {
    expect(find("latency-warning")).toMatchObject({
      namespace: "AWS/ApplicationELB",
      metricName: "TargetResponseTime",
      extendedStatistic: "p99",
      dimensions: { TargetGroup: "targetgroup/api/943f017f100becff" },
    });
    expect(find("latency-warning")).not.toHaveProperty("statistic");
  });

  test("SUNA-044: count errors as a share of the requests, and divide by none", () => {
    expect(find("errors-warning")).toMatchObject({
      expression: "IF(requests > 0, 100 * FILL(errors, 0) / requests, 0)",
      terms: {
        errors: { metricName: "HTTPCode_Target_5XX_Count" },
        requests: { metricName: "RequestCount" },
      },
      missingData: "notBreaching",
    });
  });

  test("have a name for each that the environment's suffix ends", () => {
    expect(alarmsOf("suna-dev").map(({ name }) => name)).toContain("suna-api-cpu-warning-dev");
  });
});

test("RUN-093: Runlayer's alarms watch tasks, CPU, memory and targets of each service behind the load balancer", () => {
  const keys = alarmsOf("runlayer-prod").map(({ key }) => key);
  for (const service of ["backend", "frontend"]) {
    for (const thing of ["cpu", "memory", "running-tasks", "unhealthy-targets"]) {
      expect(keys).toContain(`${service}-${thing}`);
    }
  }
});

test("PROL-140: an environment that asks for no alarm has none", () => {
  expect(alarmsOf("proliferate-prod")).toEqual([]);
});

test("targets that two settings watch have one alarm", () => {
  const twice = alarmsOf("happyrobot-prod", { "services.api.alarms.unhealthyTargets": "true" });
  expect(twice.filter(({ key }) => key === "api-unhealthy-targets")).toHaveLength(1);
});

test("an Aurora cluster is watched as one, and a database elsewhere not at all", () => {
  const aurora = alarmsOf("happyrobot-prod", { "data.postgres.mode": "aurora" });
  expect(aurora.find(({ key }) => key === "database-cpu")).toMatchObject({
    dimensions: { DBClusterIdentifier: "happyrobot-fde-postgres" },
  });
  const external = alarmsOf("happyrobot-prod", {
    "data.postgres.mode": "external",
    "services.api.secrets.DATABASE_PASSWORD": "null",
  });
  expect(external.filter(({ key }) => key.startsWith("database"))).toEqual([]);
});

test("a share of the connections is rounded down to whole ones", () => {
  expect(connectionThreshold(200, 90)).toBe(180);
  expect(connectionThreshold(115, 90)).toBe(103);
  // 0.29 * 100 comes out at 28.999999999999996.
  expect(connectionThreshold(100, 29)).toBe(29);
});
