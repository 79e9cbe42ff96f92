import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { cleanMessage, type Diagnostic, resourceName } from "../run/diagnostics.ts";

/**
 * What a policy says of a resource or of a stack, as one line: an error where it is mandatory, else a warning.
 * Undefined for any other event.
 */
export function readPolicyEvent({ policyEvent }: EngineEvent): Diagnostic | undefined {
  if (policyEvent === undefined) return undefined;
  const { resourceUrn, message, policyName, policyPackName, enforcementLevel } = policyEvent;
  const text = cleanMessage(message).replaceAll(/\s*\n\s*/g, " ");
  const mandatory = enforcementLevel === "mandatory";
  const verb = mandatory ? "refuses" : "warns of";
  const about = resourceName(resourceUrn) ?? "the stack";
  return {
    severity: mandatory ? "error" : "warning",
    message: `policy ${policyName} of ${policyPackName} ${verb} ${about}: ${text}`,
  };
}
