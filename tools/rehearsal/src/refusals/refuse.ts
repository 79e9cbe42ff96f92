import { checkModels } from "../models/check.ts";
import { Refusal } from "../operations/cloud.ts";
import { apiError } from "./api-error.ts";
import type { Attempt, Check } from "./attempt.ts";
import { checkInUse } from "./in-use/check.ts";
import { checkReferences } from "./references/check.ts";
import { checkRules } from "./rules/registry.ts";

/** Asked in this order; the first that finds something speaks. */
const CHECKS: readonly Check[] = [checkReferences, checkInUse, checkRules, checkModels];

/** Refuses what the cloud would refuse. @throws Refusal with the service's error code */
export function refuse(attempt: Attempt, checks: readonly Check[] = CHECKS): void {
  for (const check of checks) {
    const error = check(attempt);
    if (error !== undefined) {
      const { operation, facts, id, urn } = attempt;
      throw new Refusal(apiError({ operation, type: facts.token, id, urn }, error));
    }
  }
}
