import { describe, expect, test } from "vitest";
import { planDashboard } from "../src/dashboard/dashboard-plan.ts";
import type { Widget } from "../src/dashboard/widget.ts";
import { environment, watchedIn } from "./environment.ts";

function dashboardOf(name: string, overrides = {}): Widget[] {
  const settings = environment(name, overrides);
  return planDashboard({
    ...watchedIn(settings),
    region: settings.aws.region,
    environment: name,
    containerInsights: settings.cluster.containerInsights,
    alarmArns: ["arn:aws:cloudwatch:eu-central-1:111122223333:alarm:threa-app-cpu"],
  });
}

const titlesOf = (widgets: readonly Widget[]) =>
  widgets.flatMap(({ properties }) => ("title" in properties ? [properties.title] : []));

describe("a dashboard", () => {
  test("shows of each thing what its owner asks for first", () => {
    expect(titlesOf(dashboardOf("happyrobot-prod"))).toEqual([
      "Alarms",
      "Running tasks, now",
      "Load balancer: requests",
      "Load balancer: response time (s)",
      "Load balancer: errors",
      "Web ACL: requests",
      "Services: CPU (%)",
      "Services: memory (%)",
      "Services: running tasks",
      "Database: CPU (%)",
      "Database: connections",
      "Database: latency (s)",
      "Database: free storage (bytes)",
      "Recent errors in the logs",
    ]);
  });

  test("shows a cache where there is one, and no load balancer where there is none", () => {
    const titles = titlesOf(dashboardOf("threa-prod"));
    expect(titles).toContain("Cache: memory (%)");
    expect(titles.join()).not.toContain("Load balancer");
    expect(titlesOf(dashboardOf("threa-budget")).join()).not.toContain("Cache");
  });

  test("shows the error lines of all services together", () => {
    const log = dashboardOf("happyrobot-dev").find(({ type }) => type === "log");
    expect(log?.properties).toMatchObject({
      query: expect.stringMatching(
        /^SOURCE '\/aws\/ecs\/containers-api'\n\| SOURCE '\/aws\/ecs\/containers-web'\n\| fields/,
      ),
    });
  });

  test("counts tasks without Container Insights too", () => {
    const settings = { "cluster.containerInsights": "false", "services.app.alarms.minRunningTasks": "null" };
    const json = JSON.stringify(dashboardOf("threa-prod", settings));
    expect(json).not.toContain("ECS/ContainerInsights");
    expect(json).toContain('"stat":"SampleCount","period":60');
  });

  test("RUN-092, RUN-094: shows CPU, memory, tasks and targets of Runlayer's services, and how fast ToolGuard answers", () => {
    const widgets = dashboardOf("runlayer-enterprise");
    expect(titlesOf(widgets)).toEqual(
      expect.arrayContaining([
        "Services: CPU (%)",
        "Services: memory (%)",
        "Services: running tasks",
        "Services: targets",
        "Internal calls: response time (ms)",
      ]),
    );
    const targets = widgets.find(({ properties }) => "title" in properties && properties.title === "Services: targets");
    expect(JSON.stringify(targets)).toMatch(/"HealthyHostCount".*backend healthy.*frontend unhealthy/);
  });

  test("shows how large a serverless database is, and no free storage of it", () => {
    const json = JSON.stringify(dashboardOf("runlayer-prod"));
    for (const metric of ["ServerlessDatabaseCapacity", "ACUUtilization", "DBClusterIdentifier"]) {
      expect(json).toContain(metric);
    }
    expect(json).not.toMatch(/FreeStorageSpace|DBInstanceIdentifier/);
  });

  test("links to the public addresses, and says nothing of those that there are not", () => {
    expect(dashboardOf("threa-scaled")[0]?.properties).toEqual({
      markdown: "# threa-scaled\n[https://app.example.com](https://app.example.com)",
    });
    expect(dashboardOf("threa-prod")[0]?.properties).toEqual({ markdown: "# threa-prod" });
  });

  test("asks for every metric in the platform's region", () => {
    for (const { type, properties } of dashboardOf("happyrobot-prod")) {
      if (type === "metric" || type === "log") expect(properties).toMatchObject({ region: "eu-south-2" });
    }
  });
});
