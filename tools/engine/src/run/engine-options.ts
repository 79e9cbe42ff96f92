import type { RunLog } from "./run-log.ts";

/** What every call of the engine is given: no decoration, and who listens. */
export function engineOptions(log: RunLog) {
  return {
    color: "never",
    userAgent: "strata",
    suppressOutputs: true,
    suppressProgress: true,
    onEvent: log.takeEvent,
    onError: log.takeStderr,
  } as const;
}
