import { loadEnvironment } from "@strata/shared-config";
import type { Check } from "../preflight/finding.ts";
import { readPreflight } from "../preflight/read-preflight.ts";
import type { Examiner, Finding } from "./finding.ts";

/** What a check is about here. Of Node and of programs the machine's examiner tells; a rehearsal is no fault of a shell. */
const AREAS: Readonly<Partial<Record<Check, string>>> = {
  engine: "engine",
  credentials: "account",
  account: "account",
  region: "environment",
  state: "environment",
};

/** What has to be right before a set-up: the engine, the credentials and their account, the region, the place of the state. */
export const preflightExaminer: Examiner = {
  area: "account",
  examine: async ({ root, environment, region }) => {
    const { findings, caller } = await readPreflight({ root, environment, region, now: new Date() });
    const found = findings.flatMap(({ check, level, message, fix }): Finding[] => {
      const area = AREAS[check];
      return area === undefined ? [] : [{ area, level: level === "problem" ? "error" : "warning", message, hint: fix }];
    });
    if (environment === undefined || caller === undefined) return found;
    if (loadEnvironment(root, environment).aws.accountId !== undefined) return found;
    const message = `environments/${environment}.yaml names no account: any credentials would be taken, now ${caller.account}`;
    return [...found, { area: "account", level: "note", message, hint: `add aws.accountId: "${caller.account}"` }];
  },
};
