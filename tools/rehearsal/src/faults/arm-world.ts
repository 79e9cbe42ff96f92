import { openSdkFacts } from "@strata/sdk-facts";
import { runningCloud } from "../world/cloud-process.ts";
import { ask } from "../world/questions.ts";
import type { World } from "../world/world.ts";
import { type FaultStory, faultStories, readPlan, writePlan } from "./armed.ts";
import type { FaultPlan } from "./fault.ts";
import { type FaultOptions, readFaultPlan } from "./read-plan.ts";

/** Reads what is to go wrong, and checks it, before anything starts. @throws OPTION_INVALID, TYPE_UNKNOWN */
export function readFaults(options: FaultOptions): FaultPlan | undefined {
  return readFaultPlan(options, openSdkFacts(import.meta.url));
}

/**
 * Arms faults in a world, from their first call on; undefined disarms what was armed. The simulated cloud's process takes
 * them at once, and one that starts later finds them.
 * @throws STATE_UNWRITABLE, DISK_FULL
 */
export async function armFaults(world: World, plan: FaultPlan | undefined): Promise<void> {
  writePlan(world, plan);
  const record = await runningCloud(world);
  if (record) await ask(record.port, { ask: "rearm" });
}

/** What is armed in a world, and what became of each fault so far. */
export function armedFaults(world: World): readonly FaultStory[] {
  const plan = readPlan(world);
  return plan === undefined ? [] : faultStories(world, plan);
}
