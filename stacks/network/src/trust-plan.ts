import type { Environment } from "@strata/shared-config";

/** Who a security group stands for. */
export type Party = "loadBalancer" | "services" | "database" | "cache" | "endpoints";

/** One permission: who may open a connection to whom, at which TCP port. */
export interface TrustRow {
  readonly to: Party;
  readonly from: Party | { readonly cidr: string };
  readonly port: number;
  /** What the connection is for: the rule's description. */
  readonly purpose: string;
}

/** Ports of the stores. Source: Amazon RDS and ElastiCache user guides, default ports. */
export const POSTGRES_PORT = 5432;
export const REDIS_PORT = 6379;

/** The parties that an environment has, in the order in which their groups come to exist. */
export function planParties({ cluster, data, network }: Environment): Party[] {
  const present: Record<Party, boolean> = {
    loadBalancer: cluster.loadBalancer.enabled,
    services: true,
    database: data.postgres.mode !== "none",
    cache: data.redis.mode !== "none",
    endpoints: network.endpoints.enabled && network.endpoints.services.some((service) => service !== "s3"),
  };
  return (["loadBalancer", "services", "database", "cache", "endpoints"] as const).filter((party) => present[party]);
}

/**
 * The trust map: every permission between the parties of an environment and the world, and nothing else. Sorted by
 * who is reached, then by port; two services at one port make one row.
 */
export function planTrust(environment: Environment): TrustRow[] {
  const parties = planParties(environment);
  const { cluster, services, network } = environment;
  const rows: TrustRow[] = [];
  for (const port of publicPorts(environment)) {
    for (const cidr of cluster.loadBalancer.ingressCidrs) {
      rows.push({ to: "loadBalancer", from: { cidr }, port, purpose: port === 443 ? "HTTPS" : "HTTP" });
    }
  }
  for (const [key, service] of Object.entries(services)) {
    if (service.exposure === "loadBalancer") {
      rows.push({ to: "services", from: "loadBalancer", port: service.port, purpose: `requests for ${key}` });
    }
    if (service.exposure === "public") {
      for (const cidr of service.publicCidrs) {
        rows.push({ to: "services", from: { cidr }, port: service.port, purpose: `requests for ${key}` });
      }
    }
  }
  if (parties.includes("database")) {
    rows.push({ to: "database", from: "services", port: POSTGRES_PORT, purpose: "PostgreSQL" });
  }
  if (parties.includes("cache")) rows.push({ to: "cache", from: "services", port: REDIS_PORT, purpose: "Redis" });
  if (parties.includes("endpoints")) {
    rows.push({ to: "endpoints", from: { cidr: network.cidr }, port: 443, purpose: "AWS APIs" });
  }
  const known = new Set<string>();
  return rows.filter((row) => {
    const key = ruleName(row);
    return known.has(key) ? false : known.add(key);
  });
}

/** Logical name of a row's rules: who is reached, the port, and from where. */
export function ruleName({ to, from, port }: TrustRow): string {
  return `${to}-${port}-from-${typeof from === "string" ? from : from.cidr}`;
}

/** Ports of the load balancer that are open: those that the environment names, else those at which it listens. */
function publicPorts({ cluster }: Environment): number[] {
  const { enabled, https, http, ingressPorts } = cluster.loadBalancer;
  if (!enabled) return [];
  if (ingressPorts !== undefined) return [...ingressPorts];
  return [...(https === false || http !== "off" ? [80] : []), ...(https === false ? [] : [443])];
}
