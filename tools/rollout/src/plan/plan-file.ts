import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StrataError } from "@strata/shared-config";
import { z } from "zod";
import { writeWhole } from "../run-folder.ts";
import { type SavedPlan, savedPlan } from "./saved-plan.ts";

/** Where a preview leaves its plan: beside its record. */
export function planFile(record: string): string {
  return join(dirname(record), "plan.json");
}

/** Writes a plan. Throws STATE_UNWRITABLE or DISK_FULL. */
export async function writePlan(file: string, plan: SavedPlan): Promise<void> {
  await writeWhole(file, `${JSON.stringify(plan, undefined, 2)}\n`);
}

/** Reads a plan. Throws PLAN_INVALID for a file that is not there, or is no plan of this version. */
export async function readPlan(file: string): Promise<SavedPlan> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw unreadable(file, cause instanceof Error ? cause.message : String(cause), cause);
  });
  try {
    const parsed = savedPlan.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    throw unreadable(file, z.prettifyError(parsed.error), parsed.error);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw unreadable(file, cause.message, cause);
  }
}

function unreadable(file: string, why: string, cause: unknown): StrataError {
  return new StrataError("PLAN_INVALID", `${file} is no plan that can be read: ${why}`, {
    hint: `strata plan <environment> -o ${file}`,
    fault: "user",
    cause,
  });
}
