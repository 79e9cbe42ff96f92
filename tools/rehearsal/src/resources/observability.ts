import { arn, globalArn } from "../facts/arn.ts";
import { arnAsId, arnOf, nameOf, named, settingOf } from "./ids.ts";
import { input, type ResourceRules } from "./rule.ts";

/** Logs, metrics, alarms, dashboards, events and budgets. */
export const observability: ResourceRules = {
  "aws:cloudwatch/logGroup:LogGroup": {
    ...named(),
    arn: arnOf("logs", "log-group:"),
    outputs: (made) => ({ name: made.id, namePrefix: "", logGroupClass: "STANDARD", deletionProtectionEnabled: false }),
    replaces: ["name", "namePrefix", "logGroupClass"],
    naming: { property: "name", maxLength: 512 },
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": { id: (draft) => nameOf(draft), outputs: (made) => ({ name: made.id, applyOnTransformedLogs: false }), replaces: ["name", "logGroupName"] },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": { id: (draft) => `cwlsf-${draft.hex(10)}`, outputs: (made) => ({ name: nameOf(made), roleArn: "", applyOnTransformedLogs: false }), replaces: ["name", "logGroup"] },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { ...settingOf("policyName"), documents: ["policyDocument"] },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    ...named(),
    arn: arnOf("cloudwatch", "alarm:"),
    outputs: (made) => ({ name: made.id, evaluateLowSampleCountPercentiles: "" }),
    sets: ["alarmActions", "okActions", "insufficientDataActions", "metricQueries"],
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": { ...named("alarmName"), arn: arnOf("cloudwatch", "alarm:"), replaces: ["alarmName"], sets: ["alarmActions", "okActions"] },
  "aws:cloudwatch/dashboard:Dashboard": {
    ...named("dashboardName"),
    outputs: (made) => ({ dashboardArn: globalArn(made.place, "cloudwatch", `dashboard/${made.id}`) }),
    replaces: ["dashboardName"],
    documents: ["dashboardBody"],
  },
  "aws:cloudwatch/eventRule:EventRule": {
    ...named(),
    arn: arnOf("events", "rule/"),
    outputs: (made) => ({ name: made.id, namePrefix: "" }),
    replaces: ["name", "namePrefix", "eventBusName"],
    documents: ["eventPattern"],
    naming: { property: "name", maxLength: 64 },
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: (draft) => `${input(draft, "rule")}-${nameOf(draft, "targetId")}`,
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
  "aws:sns/topic:Topic": {
    ...arnAsId((draft) => arn(draft.place, "sns", nameOf(draft))),
    unique: true,
    outputs: (made) => ({ name: nameOf(made), namePrefix: "", owner: made.place.account, policy: "", fifoThroughputScope: "", signatureVersion: 0, tracingConfig: "", beginningArchiveTime: "" }),
    replaces: ["name", "namePrefix", "fifoTopic"],
    documents: ["policy", "deliveryPolicy"],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    id: (draft) => input(draft, "arn"),
    outputs: (made) => ({ owner: made.place.account }),
    replaces: ["arn"],
    documents: ["policy"],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    ...arnAsId((draft) => `${input(draft, "topic")}:${draft.hex(8)}-${draft.hex(4, "b")}-4${draft.hex(3, "c")}-a${draft.hex(3, "d")}-${draft.hex(12, "e")}`),
    outputs: (made) => ({
      ownerId: made.place.account,
      // Somebody has to follow the link in the mail first.
      pendingConfirmation: input(made, "protocol").startsWith("email"),
      confirmationWasAuthenticated: !input(made, "protocol").startsWith("email"),
      filterPolicyScope: "",
    }),
    replaces: ["topic", "protocol", "endpoint"],
    documents: ["filterPolicy", "redrivePolicy", "deliveryPolicy"],
  },
  "aws:sqs/queue:Queue": {
    id: (draft) => `https://sqs.${draft.place.region}.amazonaws.com/${draft.place.account}/${nameOf(draft)}`,
    unique: true,
    arn: (made) => arn(made.place, "sqs", nameOf(made)),
    outputs: (made) => ({ name: nameOf(made), namePrefix: "", url: made.id, sqsManagedSseEnabled: true, kmsDataKeyReusePeriodSeconds: 300 }),
    replaces: ["name", "namePrefix", "fifoQueue"],
    documents: ["policy", "redrivePolicy", "redriveAllowPolicy"],
  },
  "aws:sqs/queuePolicy:QueuePolicy": { ...settingOf("queueUrl"), documents: ["policy"] },
  "aws:budgets/budget:Budget": {
    id: (draft) => `${draft.place.account}:${nameOf(draft)}`,
    unique: true,
    arn: (made) => globalArn(made.place, "budgets", `budget/${nameOf(made)}`),
    outputs: (made) => ({ name: nameOf(made), namePrefix: "", accountId: made.place.account, timePeriodStart: "2026-01-01_00:00", limitUnit: "USD" }),
    replaces: ["name", "namePrefix", "accountId"],
    sets: ["costFilters", "notifications"],
  },
};
