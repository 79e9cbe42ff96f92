import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { type ClientAddress, planRules, type Rule, requireTokenRule } from "./firewall-rules.ts";

/** CloudFront's web ACLs, certificates and metrics lie in this region. Source: CloudFront Developer Guide. */
export const CLOUDFRONT_REGION = "us-east-1";

/** The only ones who may come. */
export interface AllowlistPlan {
  /** IPv4. */
  readonly ranges: readonly string[];
  readonly client: ClientAddress;
}

/** A web ACL: what it is called, where it lies, what it asks, and how long it remembers. */
export interface FirewallPlan {
  readonly webAclName: string;
  readonly description: string;
  readonly scope: "REGIONAL" | "CLOUDFRONT";
  /** @default - the platform's region */
  readonly region: string | undefined;
  readonly rules: readonly Rule[];
  /** Who passes, after the rules; undefined: everybody. */
  readonly allowlist: AllowlistPlan | undefined;
  /** Days; undefined: no logs. */
  readonly logRetentionDays: number | undefined;
}

/**
 * The web ACL that the public meets: the load balancer's, or the distribution's where there is one, since behind it
 * every request comes from an address of CloudFront.
 */
export function planFirewall({ aws, dns, edge, naming }: Environment): FirewallPlan {
  const client = clientAddress(dns, edge);
  const ranges = edge.waf.allowlist;
  const what = ranges === false ? "Rate limit and managed rules" : "Allowlist";
  const common = {
    webAclName: `${naming.base}-waf${naming.suffix}`,
    rules: planRules(edge.waf, client),
    allowlist: ranges === false ? undefined : { ranges, client },
  };
  if (!edge.cdn.enabled) {
    return {
      ...common,
      description: `${what} in front of the load balancer`,
      scope: "REGIONAL",
      region: undefined,
      logRetentionDays: edge.waf.logRetentionDays,
    };
  }
  // A log holds addresses of people: it stays out of a region in which their data may not lie.
  const logsAllowed = aws.residency.length === 0 || aws.residency.includes(CLOUDFRONT_REGION);
  return {
    ...common,
    description: `${what} in front of the distribution`,
    scope: "CLOUDFRONT",
    region: CLOUDFRONT_REGION,
    logRetentionDays: logsAllowed ? edge.waf.logRetentionDays : undefined,
  };
}

/**
 * The web ACL that keeps everybody off the load balancer who does not come through the distribution, and so past the
 * rules of its web ACL.
 * @param token that the distribution sends with each request
 */
export function planOriginLock({ edge, naming }: Environment, token: pulumi.Input<string>): FirewallPlan {
  return {
    webAclName: `${naming.base}-origin${naming.suffix}`,
    description: "Only the distribution may call the load balancer",
    scope: "REGIONAL",
    region: undefined,
    rules: [requireTokenRule(token)],
    allowlist: undefined,
    logRetentionDays: edge.waf.logRetentionDays,
  };
}

/** Through Cloudflare's proxy come the public names, and what the router passes on to the load balancer. */
function clientAddress(dns: Environment["dns"], { router }: Environment["edge"]): ClientAddress {
  const named = dns.provider === "cloudflare" && dns.names.length > 0;
  const routed = Object.values(router?.backends ?? {}).some(({ loadBalancer }) => loadBalancer === true);
  return named || routed ? { header: "CF-Connecting-IP" } : "source";
}
