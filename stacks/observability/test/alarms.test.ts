import { expect, test } from "vitest";
import { planAlarms } from "../src/alarms/alarm-plan.ts";
import { Alarms } from "../src/alarms/alarms.ts";
import { environment, watchedIn } from "./environment.ts";
import { asked } from "./recorder.ts";

const TOPIC = "arn:aws:sns:us-west-2:111122223333:suna-alarms";

function alarmsOf(name: string) {
  const settings = environment(name);
  const rows = planAlarms(settings, watchedIn(settings));
  return asked(() => new Alarms("alarms", { rows, topicArn: TOPIC }));
}

test("SUNA-045, SUNA-046: each alarm carries its severity, and tells the topic", async () => {
  const alarms = await alarmsOf("suna-prod");
  expect(alarms.size).toBe(7);
  for (const [key, alarm] of alarms) {
    expect(alarm).toMatchObject({ tags: { severity: key.split("-").at(-1) }, alarmActions: [TOPIC] });
  }
});

test("SUNA-043: an alarm on a percentile has no other statistic", async () => {
  const latency = (await alarmsOf("suna-prod")).get("api-latency-warning");
  expect(latency).toMatchObject({ extendedStatistic: "p99", threshold: 2, period: 300 });
  expect(latency).not.toHaveProperty("statistic");
});

test("SUNA-044: an alarm on a calculation has queries, one of which is its result, and no metric of its own", async () => {
  const errors = (await alarmsOf("suna-prod")).get("api-errors-warning");
  const dimensions = { TargetGroup: "targetgroup/api/943f017f100becff" };
  expect(errors).toMatchObject({
    metricQueries: [
      { id: "result", expression: expect.stringContaining("100 *"), returnData: true },
      { id: "errors", metric: { metricName: "HTTPCode_Target_5XX_Count", stat: "Sum", period: 300, dimensions } },
      { id: "requests", metric: { metricName: "RequestCount", stat: "Sum", period: 300, dimensions } },
    ],
  });
  for (const key of ["metricName", "namespace", "period", "statistic", "dimensions"]) {
    expect(errors).not.toHaveProperty(key);
  }
});

test("an alarm whose threshold names no severity has no tag", async () => {
  expect((await alarmsOf("threa-prod")).get("app-cpu")).not.toHaveProperty("tags");
});
