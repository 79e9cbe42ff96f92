import { parseJson } from "../../wire/equality.ts";
import { isObject, text } from "../../wire/values.ts";
import { amount, firstTwice, isSet, objects, others } from "./read.ts";
import type { Rules } from "./rule.ts";

const ALARM = ["aws:cloudwatch/metricAlarm:MetricAlarm"];
const GROUP = ["aws:cloudwatch/logGroup:LogGroup"];
const PUT = "Amazon CloudWatch API Reference, PutMetricAlarm";
const DAY = 86_400;

/** Days that log events can be kept; 0 keeps them for ever. Source: Amazon CloudWatch Logs API Reference, PutRetentionPolicy. */
const RETENTION = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Logs, alarms and dashboards. */
export const watching: Rules = [
  {
    types: GROUP,
    rule: "a log group keeps events for a number of days that exists",
    code: "InvalidParameterException",
    source: "Amazon CloudWatch Logs API Reference, PutRetentionPolicy",
    broken: ({ inputs }) =>
      RETENTION.includes(amount(inputs.retentionInDays) ?? 0)
        ? undefined
        : `Retention of ${inputs.retentionInDays} days is not one of ${RETENTION.join(", ")}`,
  },
  {
    types: GROUP,
    rule: "a log group's name is there once in a region",
    code: "ResourceAlreadyExistsException",
    source: "Amazon CloudWatch Logs API Reference, CreateLogGroup",
    on: ["create"],
    broken: (attempt) =>
      others(attempt).some(({ id }) => id === attempt.inputs.name)
        ? "The specified log group already exists"
        : undefined,
  },
  {
    types: ALARM,
    rule: "an alarm watches a metric or metric queries, one of the two",
    code: "ValidationError",
    source: PUT,
    broken: ({ inputs }) =>
      [isSet(inputs.metricName), isSet(inputs.metricQueries)].filter(Boolean).length === 1
        ? undefined
        : "An alarm has either a MetricName or Metrics.",
  },
  {
    types: ALARM,
    rule: "an alarm's period is 10, 20, 30 or a multiple of 60 seconds",
    code: "ValidationError",
    source: PUT,
    broken: ({ inputs }) => {
      const period = amount(inputs.period);
      return period === undefined || [10, 20, 30].includes(period) || (period > 0 && period % 60 === 0)
        ? undefined
        : "Period must be 10, 20, 30 or a multiple of 60";
    },
  },
  {
    types: ALARM,
    rule: "an alarm looks back a day at most, or a week with periods of an hour or more",
    code: "ValidationError",
    source: PUT,
    broken: ({ inputs }) => {
      const [period, periods] = [amount(inputs.period) ?? 0, amount(inputs.evaluationPeriods) ?? 1];
      return period * periods <= (period >= 3600 ? 7 * DAY : DAY)
        ? undefined
        : `Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= ${DAY}).`;
    },
  },
  {
    types: ALARM,
    rule: "an alarm needs no more datapoints than it looks at",
    code: "ValidationError",
    source: PUT,
    broken: ({ inputs }) =>
      (amount(inputs.datapointsToAlarm) ?? 0) > (amount(inputs.evaluationPeriods) ?? 1)
        ? "DatapointsToAlarm must be less than or equal to EvaluationPeriods"
        : undefined,
  },
  {
    types: ALARM,
    rule: "an alarm on a metric has one statistic",
    code: "ValidationError",
    source: PUT,
    broken: ({ inputs }) =>
      isSet(inputs.metricName) && [inputs.statistic, inputs.extendedStatistic].filter(isSet).length !== 1
        ? "One of Statistic or ExtendedStatistic must be set."
        : undefined,
  },
  {
    types: ALARM,
    rule: "of an alarm's metric queries one returns data",
    code: "ValidationError",
    source: PUT,
    broken: ({ inputs }) => {
      const queries = objects(inputs.metricQueries);
      return queries.length === 0 || queries.filter(({ returnData }) => returnData === true).length === 1
        ? undefined
        : "Exactly one element of the metrics list should return data.";
    },
  },
  {
    types: ALARM,
    rule: "ids of metric queries are unique, and begin with a small letter",
    code: "ValidationError",
    source: "Amazon CloudWatch API Reference, MetricDataQuery",
    broken: ({ inputs }) => {
      const ids = objects(inputs.metricQueries).flatMap(({ id }) => text(id) ?? []);
      return firstTwice(ids) !== undefined || !ids.every((id) => /^[a-z]\w{0,254}$/.test(id))
        ? "The value for parameter Metrics has an invalid or repeated Id."
        : undefined;
    },
  },
  {
    types: ["aws:cloudwatch/dashboard:Dashboard"],
    rule: "a dashboard's body is a JSON object with at most 500 widgets",
    code: "InvalidParameterInput",
    source: "Amazon CloudWatch API Reference, Dashboard body structure and syntax",
    broken: ({ inputs }) => {
      const body = parseJson(text(inputs.dashboardBody) ?? "{}");
      return isObject(body) && objects(body.widgets).length <= 500
        ? undefined
        : "The dashboard body is invalid, there are 1 validation errors";
    },
  },
];
