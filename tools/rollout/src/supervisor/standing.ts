import { hostname } from "node:os";
import { lifeOf } from "@strata/shared-config/process";
import type { RolloutRecord } from "../record.ts";

/**
 * How a run stands now. Lost: its record says that it runs, and the process that wrote it is gone. On another machine's
 * word nobody here can say more than the record does.
 */
export type Standing = "running" | "running elsewhere" | "lost" | "over";

/** How the run of a record stands. */
export function standingOf({ status, supervisor }: Pick<RolloutRecord, "status" | "supervisor">): Standing {
  if (status !== "running") return "over";
  if (supervisor.host !== hostname()) return "running elsewhere";
  return lifeOf(supervisor.pid, supervisor.process) === "gone" ? "lost" : "running";
}

/** Whether the process that holds a run's engines lives; undefined where another machine has it. */
export function isSupervised(record: Pick<RolloutRecord, "status" | "supervisor">): boolean | undefined {
  const standing = standingOf(record);
  return standing === "running elsewhere" ? undefined : standing === "running";
}
