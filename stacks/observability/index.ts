import { defineLayer } from "@strata/shared-config/layer";
import { planAlarms } from "./src/alarms/alarm-plan.ts";
import { AlarmTopic } from "./src/alarms/alarm-topic.ts";
import { Alarms } from "./src/alarms/alarms.ts";
import { Audit } from "./src/audit/audit.ts";
import { MonthlyBudget } from "./src/budget.ts";
import { Dashboard } from "./src/dashboard/dashboard.ts";
import { dashboardUrl } from "./src/dashboard/url.ts";
import { LogQueries } from "./src/log-queries.ts";
import { watch } from "./src/watched.ts";

export default defineLayer("observability", async (layer) => {
  const { environment } = layer;
  const { observability, aws } = environment;
  const watched = watch(environment, {
    data: await layer.upstream("data"),
    cluster: await layer.upstream("cluster"),
    services: await layer.upstream("services"),
    edge: await layer.upstream("edge"),
  });

  const topic = new AlarmTopic("alarm-topic", environment);
  const alarms = new Alarms("alarms", { rows: planAlarms(environment, watched), topicArn: topic.arn });
  const dashboard = new Dashboard("dashboard", { environment, watched, alarmArns: alarms.arns });
  if (observability.logQueries) {
    const { base, suffix } = environment.naming;
    new LogQueries("log-queries", { folder: `${base}${suffix}`, services: watched.services });
  }
  if (observability.budget !== undefined) {
    new MonthlyBudget("budget", { environment, budget: observability.budget, topicArn: topic.arn });
  }
  const { cloudTrail, config, guardDuty } = observability.audit;
  if (cloudTrail || config || guardDuty) new Audit("audit", environment);

  return {
    dashboardName: dashboard.dashboardName,
    dashboardUrl: dashboardUrl(aws.region, observability.dashboardName),
    alarmTopicArn: topic.arn,
    alarmNames: alarms.alarmNames,
  };
});
