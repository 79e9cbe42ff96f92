import { type FaultPlan, planSchema } from "../src/faults/fault.ts";
import { parseFaultWords } from "../src/faults/fault-words.ts";
import type { Call } from "../src/faults/target.ts";
import { urnOf } from "./memory-cloud.ts";

export const QUEUE = "aws:sqs/queue:Queue";
export const TOPIC = "aws:sns/topic:Topic";

/** The plan of some faults, in the words of the command line. */
export function planOf(...faults: readonly string[]): FaultPlan {
  return planSchema.parse({ seed: 7, faults: faults.map(parseFaultWords) });
}

/** A call for a queue, or for something of another type. */
export function callOf(operation: Call["operation"], name: string, type = QUEUE): Call {
  return { operation, type, urn: urnOf(type, name), id: "" };
}
