import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { StrataError } from "@strata/shared-config";

/** The environment variables that decide whether a rollout is a rehearsal, and where its state is. */
export type RolloutVariables = Readonly<
  Partial<Record<"STRATA_REHEARSAL" | "PULUMI_BACKEND_URL" | "PULUMI_DEBUG_PROVIDERS", string>>
>;

/**
 * Refuses a mixture of a rehearsal and the real world: simulated providers with real state, or real providers with the
 * state of a rehearsal. Throws REHEARSAL_UNSAFE.
 */
export function checkRehearsal(variables: RolloutVariables): void {
  const { STRATA_REHEARSAL: world, PULUMI_DEBUG_PROVIDERS: providers } = variables;
  if (world === undefined) {
    if (providers !== undefined) {
      throw unsafe("PULUMI_DEBUG_PROVIDERS points at simulated providers, but STRATA_REHEARSAL is not set");
    }
    return;
  }
  if (providers === undefined) {
    throw unsafe("STRATA_REHEARSAL is set, but PULUMI_DEBUG_PROVIDERS is not: the providers would be the real ones");
  }
  const state = stateFolder(variables);
  if (state === undefined || !isInside(state, world)) {
    throw unsafe(`STRATA_REHEARSAL is ${world}, but the state is elsewhere (PULUMI_BACKEND_URL is not inside it)`);
  }
}

/** The folder of a `file://` backend, absolute; undefined for any other backend. */
export function stateFolder({ PULUMI_BACKEND_URL: url }: RolloutVariables): string | undefined {
  if (url === undefined || !url.startsWith("file://")) return undefined;
  const [address = ""] = url.split("?");
  if (address.startsWith("file://~")) return resolve(process.env.HOME ?? "/", `.${address.slice("file://~".length)}`);
  return address.startsWith("file:///") ? fileURLToPath(address) : resolve(address.slice("file://".length));
}

function isInside(folder: string, parent: string): boolean {
  const path = relative(resolve(parent), folder);
  return path !== "" && path !== ".." && !path.startsWith(`..${sep}`);
}

function unsafe(message: string): StrataError {
  return new StrataError("REHEARSAL_UNSAFE", message, {
    hint: 'eval "$(pnpm -s strata rehearse env)" in a fresh shell, or unset all of these for a real account',
    fault: "user",
  });
}
