import type { Environment } from "@strata/shared-config";

/** Who a security group stands for. `services` is all of them together, `service-<key>` one that has a group of its own. */
export type Party = "loadBalancer" | "services" | `service-${string}` | "database" | "cache" | "endpoints";

/** A security group that an environment has. */
export interface Group {
  readonly party: Party;
  /** Id of the group where it exists already: its rules are its owner's. Undefined where it is made. */
  readonly adopted: string | undefined;
}

/** The party whose group a service's tasks have. */
export function partyOf({ network }: Pick<Environment, "network">, service: string): Party {
  return network.serviceSecurityGroups === "shared" ? "services" : `service-${service}`;
}

/** Logical name of a party's group, and the part of its physical name that is its own. */
export function groupName(party: Party): string {
  return party === "loadBalancer" ? "load-balancer" : party;
}

/**
 * The security groups of an environment, in the order in which they come to exist. One is made for each party that is
 * there, unless network.existing names one. A load balancer that exists has a group already, and a database elsewhere
 * has none in this VPC.
 */
export function planGroups({ cluster, data, network, services }: Environment): Group[] {
  const adopted = network.existing?.securityGroups ?? {};
  const { loadBalancer } = cluster;
  const { postgres, redis } = data;
  const made: Readonly<Record<keyof typeof adopted | "endpoints", boolean>> = {
    loadBalancer: loadBalancer.enabled && loadBalancer.existing === undefined,
    services: network.serviceSecurityGroups === "shared",
    database: postgres.mode === "instance" || postgres.mode === "aurora",
    cache: redis.mode !== "none",
    endpoints: network.endpoints.enabled && network.endpoints.services.some((service) => service !== "s3"),
  };
  const own = network.serviceSecurityGroups === "perService" ? Object.keys(services) : [];
  const one = (party: keyof typeof adopted): Group[] =>
    made[party] || adopted[party] !== undefined ? [{ party, adopted: adopted[party] }] : [];
  return [
    ...one("loadBalancer"),
    ...one("services"),
    ...own.map((key): Group => ({ party: `service-${key}`, adopted: undefined })),
    ...one("database"),
    ...one("cache"),
    ...(made.endpoints ? [{ party: "endpoints", adopted: undefined } as const] : []),
  ];
}
