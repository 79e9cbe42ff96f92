import { readStackConfig, readStackSecret, requireEngine } from "@strata/engine";
import { StrataError } from "@strata/shared-config";
import { plannedEnvironment } from "../environment/planned-environment.ts";
import { secretId } from "../stacks/questions.ts";
import { CLOUDFLARE_TOKEN } from "../stacks/stack-secrets.ts";
import type { Change, PreparedStep, SetupContext, SetupStep } from "../steps/step.ts";
import { cloudflareHost } from "./cloudflare.ts";
import { type LookUpNameServers, lookUpNameServers } from "./delegation.ts";
import type { DnsHost } from "./dns-host.ts";
import { type DomainWish, domainWish, LOAD_BALANCER_ARN } from "./domain-wish.ts";
import { prepareGiven } from "./given.ts";
import { prepareImported } from "./imported.ts";
import { prepareRequested } from "./requested.ts";
import { route53Host } from "./route53.ts";

/** What a test puts in the place of the world. */
export interface DomainOptions {
  /** @default - this machine's resolver */
  readonly lookUp?: LookUpNameServers;
  /** @default - Cloudflare's own API */
  readonly cloudflareUrl?: string;
  /** Milliseconds until it gives up waiting for a certificate for now. @default - 30 minutes, in which ACM mostly issues one */
  readonly limit?: number;
}

const STEP = "domain";
const HALF_AN_HOUR = 30 * 60 * 1000;

/** Domain and certificate: made here, or found, before the stacks; they adopt what the environment's file names. */
export function domainStep(options: DomainOptions = {}): SetupStep {
  const { lookUp = lookUpNameServers, limit = HALF_AN_HOUR } = options;
  return {
    id: STEP,
    title: "domain and certificate",
    prepare: async (context) => {
      const { environment } = plannedEnvironment(context);
      const wish = domainWish(environment, context.answers);
      const tools = { step: STEP, limit, lookUp };
      switch (wish.kind) {
        case "nothing":
          return nothing({ action: "keep", what: "domain and certificate", detail: wish.why });
        case "plain":
          return nothing(await plainChange(context));
        case "given":
          return prepareGiven(wish, tools, context);
        case "imported":
          return prepareImported(wish, tools, context);
        case "requested":
          return prepareRequested(wish, { ...tools, dns: await hostOf(wish, options, context) }, context);
      }
    },
  };
}

/** A certificate may also stand in the cluster stack's config, for whoever counts its ARN as a secret. */
async function plainChange({ root, environment }: SetupContext): Promise<Change> {
  const config = await readStackConfig({ root, environment, layer: "cluster" });
  if (`strata:${LOAD_BALANCER_ARN}` in config) {
    return { action: "keep", what: "certificate", detail: "in the config of the cluster stack" };
  }
  const detail =
    "warning: not recommended, passwords and sessions cross the internet in clear; set dns.names, and answer domain.manage or domain.certificate";
  return { action: "keep", what: "HTTP only", detail };
}

function nothing(change: Change): PreparedStep {
  return { changes: [change], apply: async () => undefined };
}

async function hostOf(
  { zone }: Extract<DomainWish, { kind: "requested" }>,
  { cloudflareUrl }: DomainOptions,
  context: SetupContext,
): Promise<DnsHost | undefined> {
  if (zone === undefined) return undefined;
  if (zone.provider === "route53") return route53Host(await context.aws.route53(), context);
  const token = await cloudflareToken(context);
  return cloudflareHost(cloudflareUrl === undefined ? { token } : { token, baseUrl: cloudflareUrl });
}

/** The token in order: as it was answered, the shell's variable, the edge stack's config. Throws StrataError SECRET_MISSING. */
async function cloudflareToken({ secrets, root, environment }: SetupContext): Promise<string> {
  const given = secrets.get(secretId(CLOUDFLARE_TOKEN)) ?? process.env.CLOUDFLARE_API_TOKEN ?? "";
  if (given !== "") return given;
  const place = { root, environment, layer: "edge" as const };
  const isSet = CLOUDFLARE_TOKEN in (await readStackConfig(place));
  const stored = isSet ? await readStackSecret(await requireEngine(root), place, CLOUDFLARE_TOKEN) : undefined;
  if (stored !== undefined) return stored;
  throw new StrataError("SECRET_MISSING", "the zone is at Cloudflare, and there is no token for its API", {
    hint: `answer ${secretId(CLOUDFLARE_TOKEN)}, or set CLOUDFLARE_API_TOKEN`,
    fault: "user",
  });
}
