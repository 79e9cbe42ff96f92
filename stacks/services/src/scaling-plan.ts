import type { Service } from "@strata/shared-config";

type Scaling = NonNullable<Service["scaling"]>;

/** One target that autoscaling steers the number of tasks by. */
export interface ScalingPolicyPlan {
  readonly key: "cpu" | "memory";
  readonly metric: "ECSServiceAverageCPUUtilization" | "ECSServiceAverageMemoryUtilization";
  /** Percent. */
  readonly target: number;
}

/** From when on autoscaling keeps to another range. Source: Application Auto Scaling API Reference, PutScheduledAction. */
export interface SchedulePlan {
  readonly key: string;
  readonly schedule: string;
  readonly timezone: string;
  readonly scalableTargetAction: { readonly minCapacity: number; readonly maxCapacity: number };
}

/** The targets that are set, CPU first. The number of tasks follows whichever asks for more. */
export function planScaling({ cpuPercent, memoryPercent }: Scaling): ScalingPolicyPlan[] {
  const rows = [
    { key: "cpu", metric: "ECSServiceAverageCPUUtilization", target: cpuPercent },
    { key: "memory", metric: "ECSServiceAverageMemoryUtilization", target: memoryPercent },
  ] as const;
  return rows.flatMap(({ target, ...row }) => (target === undefined ? [] : [{ ...row, target }]));
}

/** The schedules, in the file's order. The clock of the time zone is meant, in summer as in winter. */
export function planSchedules({ schedules }: Scaling): SchedulePlan[] {
  return Object.entries(schedules).map(([key, { cron, timeZone, min, max }]) => ({
    key,
    schedule: `cron(${cron})`,
    timezone: timeZone,
    scalableTargetAction: { minCapacity: min, maxCapacity: max },
  }));
}

/**
 * What of a scalable target is not a deployment's to change: a schedule moves both ends of the range, and a deployment
 * in between would put them back until the next one.
 */
export function keptBySchedules({ schedules }: Pick<Scaling, "schedules">): ("minCapacity" | "maxCapacity")[] {
  return Object.keys(schedules).length === 0 ? [] : ["minCapacity", "maxCapacity"];
}

/** Tasks that a service starts with: what it asks for, within what autoscaling keeps to. */
export function initialTasks({ desiredCount, scaling }: Pick<Service, "desiredCount" | "scaling">): number {
  return scaling === undefined ? desiredCount : Math.min(Math.max(desiredCount, scaling.min), scaling.max);
}
