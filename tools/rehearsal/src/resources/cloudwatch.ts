import { arn, globalArn } from "../facts/arn.ts";
import { uuid } from "../facts/hash.ts";
import { arnOf, named, nameOf, settingOf } from "./ids.ts";
import { input, type ResourceRules } from "./rule.ts";
import { ofBus } from "./workflows.ts";

/** Logs, metrics, alarms, dashboards and events. */
export const cloudwatch: ResourceRules = {
  "aws:cloudwatch/logGroup:LogGroup": {
    ...named(),
    arn: arnOf("logs", "log-group:"),
    outputs: (made) => ({ name: made.id, namePrefix: "", logGroupClass: "STANDARD", deletionProtectionEnabled: false }),
    replaces: ["name", "namePrefix", "logGroupClass"],
    naming: { property: "name", maxLength: 512 },
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    id: (draft) => nameOf(draft),
    outputs: (made) => ({ name: made.id, applyOnTransformedLogs: false }),
    replaces: ["name", "logGroupName"],
  },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
    id: (draft) => `cwlsf-${draft.hex(10)}`,
    outputs: (made) => ({ name: nameOf(made), roleArn: "", applyOnTransformedLogs: false }),
    replaces: ["name", "logGroup"],
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { ...settingOf("policyName"), documents: ["policyDocument"] },
  "aws:cloudwatch/queryDefinition:QueryDefinition": {
    id: (draft) => uuid(draft.hex(32)),
    arn: arnOf("logs", "query-definition:"),
    outputs: (made) => ({ name: nameOf(made), queryDefinitionId: made.id }),
    updates: ["name"],
    sets: ["logGroupNames"],
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    ...named(),
    arn: arnOf("cloudwatch", "alarm:"),
    outputs: (made) => ({ name: made.id, evaluateLowSampleCountPercentiles: "" }),
    sets: ["alarmActions", "okActions", "insufficientDataActions", "metricQueries"],
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    ...named("alarmName"),
    arn: arnOf("cloudwatch", "alarm:"),
    replaces: ["alarmName"],
    sets: ["alarmActions", "okActions"],
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    ...named("dashboardName"),
    outputs: (made) => ({ dashboardArn: globalArn(made.place, "cloudwatch", `dashboard/${made.id}`) }),
    replaces: ["dashboardName"],
    documents: ["dashboardBody"],
  },
  "aws:cloudwatch/eventRule:EventRule": {
    id: (draft) => `${ofBus(draft, "/")}${nameOf(draft)}`,
    unique: true,
    arn: arnOf("events", "rule/"),
    outputs: (made) => ({ name: nameOf(made), namePrefix: "" }),
    replaces: ["name", "namePrefix", "eventBusName"],
    documents: ["eventPattern"],
    naming: { property: "name", maxLength: 64 },
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: (draft) => `${ofBus(draft, "-")}${input(draft, "rule")}-${nameOf(draft, "targetId")}`,
    outputs: (made) => ({ targetId: nameOf(made, "targetId") }),
    replaces: ["rule", "targetId", "eventBusName"],
    documents: ["input"],
  },
  "aws:scheduler/schedule:Schedule": {
    id: (draft) => `${input(draft, "groupName", "default")}/${nameOf(draft)}`,
    unique: true,
    arn: (made) => arn(made.place, "scheduler", `schedule/${made.id}`),
    outputs: (made) => ({ name: nameOf(made), namePrefix: "", groupName: "default", actionAfterCompletion: "NONE" }),
    replaces: ["name", "namePrefix", "groupName"],
  },
};
