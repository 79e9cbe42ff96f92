import { text } from "../../wire/values.ts";
import { objects } from "./read.ts";
import type { Rules } from "./rule.ts";
import { isSchedule, isTimeZone, isUnixCron } from "./schedule-expressions.ts";

/** Schedules of every service that has one. */
export const schedules: Rules = [
  {
    types: ["aws:cloudwatch/eventRule:EventRule"],
    rule: "an EventBridge rule's schedule is a cron with six fields or a rate",
    code: "ValidationException",
    source: "Amazon EventBridge User Guide, Setting a schedule pattern for scheduled rules",
    broken: ({ inputs }) =>
      wrong(text(inputs.scheduleExpression), (one) => isSchedule(one, ["cron", "rate"])) &&
      "Parameter ScheduleExpression is not valid.",
  },
  {
    types: ["aws:scheduler/schedule:Schedule"],
    rule: "a schedule of EventBridge Scheduler is a cron with six fields, a rate or a time",
    code: "ValidationException",
    source: "Amazon EventBridge Scheduler User Guide, Schedule types",
    broken: ({ inputs }) => {
      const schedule = wrong(text(inputs.scheduleExpression), (one) => isSchedule(one, ["cron", "rate", "at"]));
      return schedule && `Invalid Schedule Expression ${schedule}.`;
    },
  },
  {
    types: ["aws:appautoscaling/scheduledAction:ScheduledAction"],
    rule: "a scheduled scaling action has a cron with six fields, a rate or a time",
    code: "ValidationException",
    source: "Application Auto Scaling User Guide, Schedule recurring scaling actions using cron expressions",
    broken: ({ inputs }) => {
      const schedule = wrong(text(inputs.schedule), (one) => isSchedule(one, ["cron", "rate", "at"]));
      return schedule && `Invalid schedule expression ${schedule}`;
    },
  },
  {
    types: [
      "aws:appautoscaling/scheduledAction:ScheduledAction",
      "aws:scheduler/schedule:Schedule",
      "aws:autoscaling/schedule:Schedule",
    ],
    rule: "a schedule's time zone is one of the time zone database",
    code: "ValidationException",
    source: "Application Auto Scaling API Reference, PutScheduledAction",
    broken: ({ inputs }) => {
      const zone = wrong(text(inputs.timezone ?? inputs.scheduleExpressionTimezone ?? inputs.timeZone), isTimeZone);
      return zone && `Invalid time zone: ${zone}`;
    },
  },
  {
    types: ["aws:autoscaling/schedule:Schedule"],
    rule: "an Auto Scaling schedule's recurrence is a cron with five fields",
    code: "ValidationError",
    source: "Amazon EC2 Auto Scaling User Guide, Scheduled scaling",
    broken: ({ inputs }) =>
      wrong(text(inputs.recurrence), isUnixCron) && `Given recurrence string:${inputs.recurrence} is invalid`,
  },
  {
    types: ["aws:backup/plan:Plan"],
    rule: "a backup rule's schedule is a cron with six fields or a rate",
    code: "InvalidParameterValueException",
    source: "AWS Backup Developer Guide, Backup plan options and configuration",
    broken: ({ inputs }) => {
      const bad = objects(inputs.rules).flatMap(
        ({ schedule }) => wrong(text(schedule), (one) => isSchedule(one, ["cron", "rate"])) ?? [],
      )[0];
      return bad && `Invalid schedule expression ${bad}`;
    },
  },
];

function wrong(value: string | undefined, isGood: (value: string) => boolean): string | undefined {
  return value === undefined || isGood(value) ? undefined : value;
}
