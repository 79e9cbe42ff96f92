import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import type { Cdn } from "./cdn.ts";
import type { LoadBalancer } from "./load-balancer.ts";

/** What public addresses are made of. */
export interface UrlSources {
  /** Public names, the main one first: the router's, where there is one. */
  readonly names: readonly string[];
  /** Name of the distribution, where there is one. */
  readonly cdnDomain: string | undefined;
  /** What whatever answers under the names speaks. */
  readonly scheme: "http" | "https";
  /** URLs behind the load balancer by service. */
  readonly serviceUrls: Readonly<Record<string, string>>;
}

/**
 * The addresses that the public uses, the main one first: the public names; else the distribution's own; else those of
 * the services behind the load balancer, each host once, by name of the service. Empty where none lasts: a task's own
 * address changes with the task.
 * @returns URLs without path, such as `https://threa.example.com`
 */
export function planUrls({ names, cdnDomain, scheme, serviceUrls }: UrlSources): string[] {
  if (names.length > 0) return names.map((name) => `${scheme}://${name}`);
  if (cdnDomain !== undefined) return [`https://${cdnDomain}`];
  const urls = Object.entries(serviceUrls).sort(([a], [b]) => (a < b ? -1 : 1));
  return [...new Set(urls.map(([, url]) => new URL(url).origin))];
}

const HTTPS = "https" as const;

/** {@link planUrls}, of values that the engine may still have to find out. */
export function publicUrls(
  { dns, edge }: Pick<Environment, "dns" | "edge">,
  parts: {
    readonly cdn: Cdn | undefined;
    readonly loadBalancer: LoadBalancer | undefined;
    readonly serviceUrls: pulumi.Input<Record<string, string>>;
  },
): pulumi.Output<string[]> {
  // CloudFront and Cloudflare end TLS themselves.
  const scheme = parts.cdn !== undefined || dns.provider === "cloudflare" ? HTTPS : parts.loadBalancer?.scheme;
  const names = edge.router === undefined ? dns.names : [edge.router.host, ...dns.names];
  // Under names of its own, nobody needs to know the distribution's: a preview can tell the addresses already.
  const cdnDomain = names.length > 0 ? undefined : parts.cdn?.domainName;
  return pulumi
    .all([cdnDomain, scheme, parts.serviceUrls])
    .apply(([domain, protocol = "http", serviceUrls]) =>
      planUrls({ names, cdnDomain: domain, scheme: protocol, serviceUrls }),
    );
}
