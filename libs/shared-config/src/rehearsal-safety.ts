import { relative, resolve, sep } from "node:path";
import { StrataError } from "./errors.ts";
import { localBackendFolder } from "./local-backend.ts";

/** The environment variables that decide whether a rollout is a rehearsal, and where its state is. */
export type RolloutVariables = Readonly<
  Partial<
    Record<
      "STRATA_REHEARSAL" | "PULUMI_BACKEND_URL" | "PULUMI_DEBUG_PROVIDERS" | "AWS_ENDPOINT_URL" | "AWS_ENDPOINT_URL_S3",
      string
    >
  >
>;

/** Every provider that a layer uses: a rehearsal simulates all of them. */
const SIMULATED = ["aws", "awsx", "cloudflare", "random"];

/**
 * Refuses a mixture of a rehearsal and the real world: simulated providers with real state, or real providers with the
 * state of a rehearsal. The state of a rehearsal is in its folder, or in a stand-in for S3 on this machine. Throws
 * REHEARSAL_UNSAFE.
 */
export function checkRehearsal(variables: RolloutVariables): void {
  const { STRATA_REHEARSAL: world, PULUMI_DEBUG_PROVIDERS: providers } = variables;
  if (world === undefined) {
    if (providers !== undefined) {
      throw unsafe("PULUMI_DEBUG_PROVIDERS points at simulated providers, but STRATA_REHEARSAL is not set");
    }
    return;
  }
  const real = SIMULATED.filter((name) => providers?.split(",").some((entry) => entry.startsWith(`${name}:`)) !== true);
  if (real.length > 0) {
    throw unsafe(
      `STRATA_REHEARSAL is set, but PULUMI_DEBUG_PROVIDERS lacks ${real.join(", ")}: they would be the real ones`,
    );
  }
  if (isStandIn(variables)) return;
  const state = localBackendFolder(variables.PULUMI_BACKEND_URL, process.cwd());
  if (state === undefined || !isInside(state, world)) {
    throw unsafe(`STRATA_REHEARSAL is ${world}, but the state is elsewhere (PULUMI_BACKEND_URL is not inside it)`);
  }
}

/** A port that nothing answers (discard, RFC 863): what a rehearsal gives for AWS's API, so that no call reaches an account. */
export const NOWHERE = "http://127.0.0.1:9";

/** Whether AWS's API is a server on this machine: then a rehearsal may be set up, too, and reaches no account by that. */
export function hasStandIn({ AWS_ENDPOINT_URL: endpoint = "" }: RolloutVariables): boolean {
  return endpoint !== NOWHERE && isLoopback(endpoint);
}

/** Whether S3 is a server at a loopback address. Source: AWS SDKs Reference Guide, "Service-specific endpoints". */
function isStandIn({ PULUMI_BACKEND_URL: url, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL }: RolloutVariables): boolean {
  if (url?.startsWith("s3://") !== true) return false;
  return isLoopback(new URL(url).searchParams.get("endpoint") ?? AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL ?? "");
}

function isLoopback(endpoint: string): boolean {
  return /^(https?:\/\/)?(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/.test(endpoint);
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
