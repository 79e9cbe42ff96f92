import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { present, type UpstreamOutputs } from "@strata/shared-config/layer";
import { internalUrl } from "./connect-plan.ts";
import { serviceUrl } from "./route-plan.ts";

/** One thing of every service that has it, by key. */
export function pick<Item, Picked>(
  items: Readonly<Record<string, Item>>,
  of: (item: Item, key: string) => Picked | undefined,
): Record<string, Picked> {
  return Object.fromEntries(
    Object.entries(items).flatMap(([key, item]) => {
      const picked = of(item, key);
      return picked === undefined ? [] : [[key, picked]];
    }),
  );
}

/**
 * Addresses of the services that the load balancer leads to, by key: at the service's first host, else the platform's
 * first public name, else the load balancer's own.
 */
export function urlsOf(
  { services, dns }: Pick<Environment, "services" | "dns">,
  cluster: Pick<UpstreamOutputs<"cluster">, "listenerScheme" | "loadBalancerDnsName">,
): Record<string, pulumi.Output<string>> {
  return pick(services, ({ exposure, route }) => {
    if (exposure !== "loadBalancer") return undefined;
    return pulumi.all([cluster.listenerScheme, cluster.loadBalancerDnsName]).apply(([scheme, dnsName]) => {
      const host = route.hosts[0] ?? dns.names[0] ?? present(dnsName, "cluster", "load balancer");
      return serviceUrl(present(scheme, "cluster", "listener"), host, route.paths);
    });
  });
}

/** Addresses of the internal services, by key. */
export function internalUrlsOf({ services }: Pick<Environment, "services">): Record<string, string> {
  return pick(services, (service, key) => internalUrl(key, service));
}

/** Whether each service of the environment's files is deployed, by key. */
export function deployedOf({ services, serviceKeys }: Pick<Environment, "services" | "serviceKeys">) {
  return Object.fromEntries(serviceKeys.map((key) => [key, Object.hasOwn(services, key)]));
}
