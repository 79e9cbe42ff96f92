import type { Service } from "@strata/shared-config";

type Scaling = NonNullable<Service["scaling"]>;

/** One target that autoscaling steers the number of tasks by. */
export interface ScalingPolicyPlan {
  readonly key: "cpu" | "memory";
  readonly metric: "ECSServiceAverageCPUUtilization" | "ECSServiceAverageMemoryUtilization";
  /** Percent. */
  readonly target: number;
}

/** The targets that are set, CPU first. The number of tasks follows whichever asks for more. */
export function planScaling({ cpuPercent, memoryPercent }: Scaling): ScalingPolicyPlan[] {
  const rows = [
    { key: "cpu", metric: "ECSServiceAverageCPUUtilization", target: cpuPercent },
    { key: "memory", metric: "ECSServiceAverageMemoryUtilization", target: memoryPercent },
  ] as const;
  return rows.flatMap(({ target, ...row }) => (target === undefined ? [] : [{ ...row, target }]));
}

/** Tasks that a service starts with: what it asks for, within what autoscaling keeps to. */
export function initialTasks({ desiredCount, scaling }: Pick<Service, "desiredCount" | "scaling">): number {
  return scaling === undefined ? desiredCount : Math.min(Math.max(desiredCount, scaling.min), scaling.max);
}
