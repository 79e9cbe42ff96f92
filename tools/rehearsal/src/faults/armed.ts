import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { StrataError } from "@strata/shared-config";
import { parseJson } from "../wire/equality.ts";
import { diskError } from "../world/disk.ts";
import type { World } from "../world/world.ts";
import { type FaultPlan, faultText, planSchema } from "./fault.ts";
import { readLog, type Strike } from "./fault-log.ts";

type FaultFiles = Pick<World, "faults" | "faultLog">;

/** Writes a plan into a world, with an empty log. Undefined takes the plan away, and leaves the log to be read. */
export function writePlan({ faults, faultLog }: FaultFiles, plan: FaultPlan | undefined): void {
  try {
    if (plan === undefined) rmSync(faults, { force: true });
    else {
      rmSync(faultLog, { force: true });
      writeFileSync(faults, `${JSON.stringify(plan, undefined, 2)}\n`, { mode: 0o600 });
    }
  } catch (error) {
    throw diskError(error, faults);
  }
}

/** The plan of a world; undefined when nothing is to go wrong. @throws REHEARSAL_UNSAFE when the file is no plan */
export function readPlan({ faults }: Pick<FaultFiles, "faults">): FaultPlan | undefined {
  if (!existsSync(faults)) return undefined;
  const plan = planSchema.safeParse(parseJson(readFileSync(faults, "utf8")));
  if (plan.success) return plan.data;
  throw new StrataError("REHEARSAL_UNSAFE", `${faults} does not hold faults as Strata writes them`, {
    hint: "strata rehearse faults --clear, then arm them again",
    fault: "environment",
  });
}

/** What became of a fault. */
export interface FaultStory {
  /** As the command line takes it. */
  readonly fault: string;
  readonly strikes: readonly Strike[];
}

/** What became of each fault of a plan, as the world's log tells it. */
export function faultStories({ faultLog }: Pick<FaultFiles, "faultLog">, plan: FaultPlan): readonly FaultStory[] {
  const strikes = readLog(faultLog).filter((line) => line.note === "strike");
  return plan.faults.map((fault, index) => ({
    fault: faultText(fault),
    strikes: strikes.filter((strike) => strike.fault === index),
  }));
}
