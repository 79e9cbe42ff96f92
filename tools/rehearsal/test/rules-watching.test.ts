import { testRules } from "./rules-stage.ts";

testRules("watching", {
  "a log group keeps events for a number of days that exists": {
    good: { retentionInDays: 30 },
    bad: { retentionInDays: 31 },
  },
  "a log group's name is there once in a region": {
    there: [["aws:cloudwatch/logGroup:LogGroup", "/a", {}]],
    good: { name: "/b" },
    bad: { name: "/a" },
  },
  "an alarm watches a metric or metric queries, one of the two": {
    good: { metricName: "CPU" },
    bad: { metricName: "CPU", metricQueries: [{ id: "a" }] },
  },
  "an alarm's period is 10, 20, 30 or a multiple of 60 seconds": { good: { period: 300 }, bad: { period: 45 } },
  "an alarm looks back a day at most, or a week with periods of an hour or more": {
    good: { period: 300, evaluationPeriods: 288 },
    bad: { period: 300, evaluationPeriods: 289 },
  },
  "an alarm needs no more datapoints than it looks at": {
    good: { datapointsToAlarm: 2, evaluationPeriods: 2 },
    bad: { datapointsToAlarm: 3, evaluationPeriods: 2 },
  },
  "an alarm on a metric has one statistic": {
    good: { metricName: "CPU", statistic: "Sum" },
    bad: { metricName: "CPU" },
  },
  "of an alarm's metric queries one returns data": {
    good: { metricQueries: [{ id: "a", returnData: true }, { id: "b" }] },
    bad: {
      metricQueries: [
        { id: "a", returnData: true },
        { id: "b", returnData: true },
      ],
    },
  },
  "ids of metric queries are unique, and begin with a small letter": {
    good: { metricQueries: [{ id: "a" }] },
    bad: { metricQueries: [{ id: "A" }] },
  },
  "a dashboard's body is a JSON object with at most 500 widgets": {
    good: { dashboardBody: '{"widgets":[]}' },
    bad: { dashboardBody: "{" },
  },
});
