import { readPreflight } from "../preflight/read-preflight.ts";
import type { Examiner } from "./finding.ts";

/** Whether the region has what the environment needs, and whether it is said where the state and its lock are. */
export const preflightExaminer: Examiner = {
  area: "environment",
  ofEnvironment: true,
  ofAccount: true,
  examine: async ({ root, environment, region }) => {
    const { findings } = await readPreflight({ root, environment, region, now: new Date() });
    // The machine, the engine and the credentials have examiners of their own.
    return findings
      .filter(({ check }) => check === "region" || check === "state")
      .map(({ level, message, fix }) => ({ level: level === "problem" ? "error" : "note", message, hint: fix }));
  },
};
