import { testRules } from "./rules-stage.ts";

testRules("schedules", {
  "an EventBridge rule's schedule is a cron with six fields or a rate": {
    good: { scheduleExpression: "cron(0 8 ? * MON-FRI *)" },
    bad: { scheduleExpression: "cron(0 8 * * MON-FRI *)" },
  },
  "a schedule of EventBridge Scheduler is a cron with six fields, a rate or a time": {
    good: { scheduleExpression: "at(2026-11-20T08:00:00)" },
    bad: { scheduleExpression: "at(8:00)" },
  },
  "a scheduled scaling action has a cron with six fields, a rate or a time": {
    good: { schedule: "rate(5 minutes)" },
    bad: { schedule: "rate(1 minutes)" },
  },
  "a schedule's time zone is one of the time zone database": {
    good: { timezone: "Europe/Berlin" },
    bad: { timezone: "Europe/Bonn" },
  },
  "an Auto Scaling schedule's recurrence is a cron with five fields": {
    good: { recurrence: "0 8 * * 1-5" },
    bad: { recurrence: "cron(0 8 ? * * *)" },
  },
  "a backup rule's schedule is a cron with six fields or a rate": {
    good: { rules: [{ schedule: "cron(0 5 * * ? *)" }] },
    bad: { rules: [{ schedule: "cron(0 5 * * *)" }] },
  },
});
