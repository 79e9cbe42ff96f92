import { createHash } from "node:crypto";
import { StrataError } from "../errors.ts";

/** Whether this process runs in a rehearsal: `strata rehearse` says so. */
export function isRehearsal(): boolean {
  return process.env.STRATA_REHEARSAL !== undefined;
}

/**
 * Makes sure that simulated values cannot reach a real stack: a rehearsal has its state in its own folder, and its
 * providers are simulated.
 * @throws StrataError REHEARSAL_UNSAFE where only a part of the rehearsal's settings is there
 */
export function requireSafeRehearsal(): void {
  const { STRATA_REHEARSAL: world, PULUMI_BACKEND_URL: backend, PULUMI_DEBUG_PROVIDERS: providers } = process.env;
  if (world === undefined) return;
  const simulated = ["aws", "awsx", "cloudflare", "random"].every((name) => providers?.includes(`${name}:`));
  if (backend?.startsWith(`file://${world}/`) === true && simulated) return;
  throw new StrataError("REHEARSAL_UNSAFE", "a rehearsal was asked for, but the state or a provider is not its own", {
    hint: 'set all of it: eval "$(pnpm -s strata rehearse env)", or none of it: unset STRATA_REHEARSAL',
    fault: "environment",
  });
}

/** A strong stand-in for a secret that only an operator knows; the same on every run, and worth nothing. */
export function rehearsalSecret(environment: string, path: string): string {
  return `Rehearsal-${createHash("sha256").update(`${environment}/${path}`).digest("hex").slice(0, 24)}`;
}
