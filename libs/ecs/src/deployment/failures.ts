import { StrataError } from "@strata/shared-config";
import type { Unsteady } from "./await-steady.ts";

/** The error for services that did not come up. */
export function unsteadyError(environment: string, unsteady: readonly Unsteady[]): StrataError {
  const lines = unsteady.map(({ key, reason, events }) => {
    const told = events.map((event) => `\n    ${event}`).join("");
    return `service ${key} did not come up: ${reason}${told}`;
  });
  const [first] = unsteady;
  return new StrataError("SERVICE_UNSTEADY", lines.join("\n  "), {
    hint: `strata logs ${environment} ${first?.key ?? ""}; then put it right and: nx deploy services -c ${environment}; with nothing changed, nx refresh services -c ${environment} before it`,
    fault: "environment",
  });
}
