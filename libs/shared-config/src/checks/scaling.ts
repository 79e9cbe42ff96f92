import type { Problem } from "../load/problems.ts";
import type { Service } from "../resolve.ts";

/** Whether autoscaling has something to go by, and ranges that are some. */
export function checkScaling({ scaling }: Pick<Service, "scaling">): Problem[] {
  if (scaling === undefined) return [];
  const problems: Problem[] = [];
  const checkRange = (path: readonly string[], { min, max }: { readonly min: number; readonly max: number }) => {
    if (min > max) problems.push({ path: [...path, "min"], message: `is over max, ${max}` });
  };
  checkRange(["scaling"], scaling);
  const schedules = Object.entries(scaling.schedules);
  for (const [key, schedule] of schedules) checkRange(["scaling", "schedules", key], schedule);
  if (scaling.cpuPercent === undefined && scaling.memoryPercent === undefined && schedules.length === 0) {
    problems.push({
      path: ["scaling"],
      message: "nothing to scale on: set cpuPercent or memoryPercent, or schedules",
    });
  }
  return problems;
}
