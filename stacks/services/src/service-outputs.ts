import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "@strata/shared-config";
import { present, type UpstreamOutputs } from "@strata/shared-config/layer";
import { serviceUrl } from "./route-plan.ts";

/** One thing of every service that has it, by key. */
export function pick<Item, Picked>(
  items: Readonly<Record<string, Item>>,
  of: (item: Item) => Picked | undefined,
): Record<string, Picked> {
  return Object.fromEntries(
    Object.entries(items).flatMap(([key, item]) => {
      const picked = of(item);
      return picked === undefined ? [] : [[key, picked]];
    }),
  );
}

/** Addresses of the services that the load balancer leads to, by key. */
export function urlsOf(
  { services, dns }: Pick<Environment, "services" | "dns">,
  cluster: Pick<UpstreamOutputs<"cluster">, "listenerScheme" | "loadBalancerDnsName">,
): Record<string, pulumi.Output<string>> {
  return pick(services, ({ exposure, route }) => {
    if (exposure !== "loadBalancer") return undefined;
    return pulumi.all([cluster.listenerScheme, cluster.loadBalancerDnsName]).apply(([scheme, dnsName]) => {
      const host = dns.names[0] ?? present(dnsName, "cluster", "load balancer");
      return serviceUrl(present(scheme, "cluster", "listener"), host, route.paths);
    });
  });
}
