import { createHash } from "node:crypto";

/** Whether this process runs in a rehearsal: `strata rehearse` says so. */
export function isRehearsal(): boolean {
  return process.env.STRATA_REHEARSAL !== undefined;
}

/** A strong stand-in for a secret that only an operator knows; the same on every run, and worth nothing. */
export function rehearsalSecret(environment: string, path: string): string {
  return `Rehearsal-${createHash("sha256").update(`${environment}/${path}`).digest("hex").slice(0, 24)}`;
}
