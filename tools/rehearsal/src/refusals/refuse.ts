import { checkModels } from "../models/check.ts";
import { Refusal } from "../operations/cloud.ts";
import type { ApiError, Attempt, Check } from "./attempt.ts";
import { checkInUse } from "./in-use/check.ts";
import { checkReferences } from "./references/check.ts";
import { checkRules } from "./rules/registry.ts";

/** Asked in this order; the first that finds something speaks. */
const CHECKS: readonly Check[] = [checkReferences, checkInUse, checkRules, checkModels];

/** What each operation is called in a message of the AWS provider. Source: terraform-provider-aws, internal/create. */
const VERBS = { create: "creating", update: "updating", delete: "deleting" } as const;

/** Refuses what the cloud would refuse. @throws Refusal with the service's error code */
export function refuse(attempt: Attempt, checks: readonly Check[] = CHECKS): void {
  for (const check of checks) {
    const error = check(attempt);
    if (error !== undefined) throw new Refusal(sentence(attempt, error));
  }
}

function sentence({ operation, facts, id, urn }: Attempt, { code, message }: ApiError): string {
  const name = id === "" ? urn.slice(urn.lastIndexOf("::") + 2) : id;
  return `${VERBS[operation]} ${facts.token} (${name}): api error ${code}: ${message}`;
}
