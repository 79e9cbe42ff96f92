import { StrataError } from "@strata/shared-config";
import type { Claim, LockRow } from "./lock-table.ts";
import { holderText } from "./owner-text.ts";

/**
 * The error for a lock that somebody else has.
 *
 * @param stopped what ended the waiting for it, when it was not the time
 */
export function lockHeld(environment: string, row: LockRow, stopped?: string): StrataError {
  const hints = [
    `the same command with --lock-timeout=600   (waits up to 600 s)`,
    `strata attach ${environment}   (watches the run that has it)`,
    `strata lock release ${environment} --id ${row.id}   (only when that run is dead on another machine)`,
  ];
  const why = stopped === undefined ? "" : `${stopped} while waiting: `;
  return new StrataError("LOCK_HELD", `${why}the lock of ${environment} is held: ${holderText(row)}`, {
    hint: row.owner === undefined ? `strata lock release ${environment} --id ${row.id}` : hints.join("\n        "),
    fault: "environment",
  });
}

/** The error for a lock that was ours: what is there now says why. */
export function lockLost(environment: string, claim: Pick<Claim, "number" | "id">, row: LockRow | undefined) {
  const now =
    row === undefined || row.number < claim.number || (row.id !== claim.id && row.released)
      ? "it was deleted"
      : row.id === claim.id
        ? "it was released"
        : `it is held now by ${holderText(row)}`;
  return new StrataError("LOCK_LOST", `the lock ${claim.id} of ${environment} is not ours any more: ${now}`, {
    hint: `strata lock status ${environment}   (then run the same command again)`,
    fault: "environment",
  });
}

/** The error for a table that cannot be used. */
export function lockUnavailable(what: string, hint: string, cause?: unknown): StrataError {
  return new StrataError("LOCK_UNAVAILABLE", what, { hint, fault: "environment", cause });
}
