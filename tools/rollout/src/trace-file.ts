import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StrataError, systemCode } from "@strata/shared-config";
import { writeWhole } from "./run-folder.ts";
import { type RolloutTrace, TRACE_VERSION } from "./trace.ts";

/** Where a run's trace lies: beside its record. */
export function traceFile(record: string): string {
  return join(dirname(record), "resources.json");
}

/** Writes a run's trace. Throws STATE_UNWRITABLE or DISK_FULL. */
export async function writeTrace(record: string, trace: RolloutTrace): Promise<void> {
  await writeWhole(traceFile(record), `${JSON.stringify(trace)}\n`);
}

/**
 * The trace of a run, by the file of its record.
 *
 * @returns undefined when the run left none, or one that an earlier version of Strata wrote
 * @throws StrataError STATE_DAMAGED
 */
export async function readTrace(record: string): Promise<RolloutTrace | undefined> {
  const file = traceFile(record);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const trace: RolloutTrace = JSON.parse(text);
    return trace.version === TRACE_VERSION ? trace : undefined;
  } catch (cause) {
    throw new StrataError("STATE_DAMAGED", `the file ${file} is damaged`, {
      hint: `rm ${file}   (nothing but the prediction of times is read from it)`,
      fault: "environment",
      cause,
    });
  }
}
