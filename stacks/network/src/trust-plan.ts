import type { Environment, Service } from "@strata/shared-config";
import { type Party, partyOf, planGroups } from "./parties.ts";

/** TCP ports of a rule, the first and the last one. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** One permission: who may open a connection to whom, at which TCP port or ports. */
export interface TrustRow {
  readonly to: Party;
  readonly from: Party | { readonly cidr: string };
  readonly port: number | PortRange;
  /** What the connection is for: the rule's description. */
  readonly purpose: string;
}

/** Ports of the stores. Source: Amazon RDS and ElastiCache user guides, default ports. */
export const POSTGRES_PORT = 5432;
export const REDIS_PORT = 6379;

/**
 * Where Docker puts the port of a task in network mode bridge, on its instance. Source: Amazon ECS API Reference,
 * PortMapping, hostPort: the ephemeral range of the ECS-optimized images begins at 32768.
 */
export const DYNAMIC_PORTS: PortRange = { first: 32_768, last: 65_535 };

/**
 * The trust map: every permission between the parties of an environment and the world, and nothing else. In the order of
 * who is reached: load balancer, services, database, cache, endpoints; within these in the order of the environment's
 * services. Two services at one port of a shared group make one row.
 */
export function planTrust(environment: Environment): TrustRow[] {
  const parties = new Set(planGroups(environment).map(({ party }) => party));
  const rows = [
    ...fromTheWorld(environment),
    ...Object.entries(environment.services).flatMap(([key, service]) => toService(environment, key, service)),
    ...(parties.has("database") ? toStore(environment, "database") : []),
    ...(parties.has("cache") ? toStore(environment, "cache") : []),
  ];
  if (parties.has("endpoints")) {
    rows.push({ to: "endpoints", from: { cidr: environment.network.cidr }, port: 443, purpose: "AWS APIs" });
  }
  const known = new Set<string>();
  return rows.filter((row) => {
    const name = ruleName(row);
    return known.has(name) ? false : known.add(name);
  });
}

/** Logical name of a row's rules: who is reached, the port, and from where. */
export function ruleName({ to, from, port }: TrustRow): string {
  const ports = typeof port === "number" ? port : `${port.first}-${port.last}`;
  return `${to}-${ports}-from-${typeof from === "string" ? from : from.cidr}`;
}

/** Who may reach the load balancer: one row a port and range. */
function fromTheWorld({ cluster }: Environment): TrustRow[] {
  return publicPorts({ cluster }).flatMap((port) =>
    cluster.loadBalancer.ingressCidrs.map(
      (cidr): TrustRow => ({ to: "loadBalancer", from: { cidr }, port, purpose: port === 443 ? "HTTPS" : "HTTP" }),
    ),
  );
}

/** Who may reach a service. One without a port is reached by nobody. */
function toService(environment: Environment, key: string, service: Service): TrustRow[] {
  const { port } = service;
  if (port === undefined) return [];
  const to = partyOf(environment, key);
  const purpose = `requests for ${key}`;
  switch (service.exposure) {
    case "loadBalancer":
      return [
        { to, from: "loadBalancer", port: service.ec2?.networkMode === "bridge" ? DYNAMIC_PORTS : port, purpose },
      ];
    case "public":
      return service.publicCidrs.map((cidr): TrustRow => ({ to, from: { cidr }, port, purpose }));
    case "internal":
      return Object.entries(environment.services)
        .filter(([, { calls }]) => calls[key] !== undefined)
        .map(([caller]): TrustRow => ({ to, from: partyOf(environment, caller), port, purpose }));
    case "none":
      return [];
  }
}

const STORES = {
  database: { port: POSTGRES_PORT, purpose: "PostgreSQL", term: "postgres" },
  cache: { port: REDIS_PORT, purpose: "Redis", term: "redis" },
} as const;

/** Who may reach a store: the services' shared group, or the group of each service that is told where the store is. */
function toStore(environment: Environment, store: keyof typeof STORES): TrustRow[] {
  const { port, purpose, term } = STORES[store];
  const { services, network, migration } = environment;
  if (network.serviceSecurityGroups === "shared") return [{ to: store, from: "services", port, purpose }];
  return Object.entries(services)
    .filter(([key, service]) => asksFor(service, term) || (store === "database" && migration?.service === key))
    .map(([key]): TrustRow => ({ to: store, from: partyOf(environment, key), port, purpose }));
}

/** Whether a service, one of its further containers, or what it is told of a service that it calls, needs a store. */
function asksFor({ secrets, containers, calls, pubSub }: Service, term: "postgres" | "redis"): boolean {
  const further = [...Object.values(containers), ...Object.values(calls)].map((one) => one.secrets);
  const references = [secrets, ...further].flatMap((variables) => Object.values(variables));
  return pubSub === term || references.some((reference) => term in reference);
}

/** Ports of the load balancer that are open: those that the environment names, else those at which it listens. */
function publicPorts({ cluster }: Pick<Environment, "cluster">): number[] {
  const { enabled, existing, https, http, ingressPorts } = cluster.loadBalancer;
  if (!enabled || existing !== undefined) return [];
  if (ingressPorts !== undefined) return [...ingressPorts];
  return [...(https === false || http !== "off" ? [80] : []), ...(https === false ? [] : [443])];
}
