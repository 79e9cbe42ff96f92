import { type Environment, type LayerName, neededSecrets, secretProblem } from "@strata/shared-config";
import type { Answers } from "../ask/question.ts";

/** A secret that stacks' config has to hold. */
export interface StackSecret {
  /** Key of the config, such as `strata:data.postgres.password`. */
  readonly key: string;
  /** What it is, for whoever is asked for it. */
  readonly what: string;
  readonly layers: readonly LayerName[];
  /** What is wrong with a value, in words that do not repeat it; undefined for a good one. */
  readonly problem: (value: string) => string | undefined;
}

/** The token by which the stacks, and the set-up itself, speak to Cloudflare. */
export const CLOUDFLARE_TOKEN = "cloudflare:apiToken";

/**
 * The secrets that an environment's stacks cannot be deployed without. The names of the keys are no secrets.
 *
 * @param answers may choose Cloudflare for a domain before the environment's file says so
 */
export function stackSecrets(environment: Environment, answers: Answers = {}): readonly StackSecret[] {
  const own = neededSecrets(environment).map(
    ({ path, layers }): StackSecret => ({
      key: `strata:${path}`,
      what: path,
      layers,
      problem: (value) => secretProblem(environment, path, value),
    }),
  );
  const isAtCloudflare = environment.dns.provider === "cloudflare" || answers["domain.provider"] === "cloudflare";
  return isAtCloudflare ? [...own, cloudflareToken(environment)] : own;
}

/** Where the cluster layer requests a certificate, it writes into the zone as well. */
function cloudflareToken({ cluster }: Environment): StackSecret {
  const { enabled, existing, https } = cluster.loadBalancer;
  const requests = enabled && existing === undefined && https !== false && https.certificateArn === undefined;
  return {
    key: CLOUDFLARE_TOKEN,
    what: "API token of Cloudflare (permissions: Zone Read and DNS Edit; with a router, Workers Scripts Edit)",
    layers: requests ? ["cluster", "edge"] : ["edge"],
    problem: tokenProblem,
  };
}

/** Source: Cloudflare Fundamentals, "Create API token": letters, digits, dashes and underscores. */
function tokenProblem(value: string): string | undefined {
  return /^[\w-]{20,}$/.test(value) ? undefined : "is no token: at least 20 letters, digits, dashes and underscores";
}

/** Whether Cloudflare's credentials come with the process, as its provider takes them. */
export function hasCloudflareVariable(): boolean {
  return [process.env.CLOUDFLARE_API_TOKEN, process.env.CLOUDFLARE_API_KEY].some((value) => (value ?? "") !== "");
}
