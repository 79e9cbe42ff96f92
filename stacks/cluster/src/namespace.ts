import * as aws from "@pulumi/aws";
import type { Environment } from "@strata/shared-config";

/**
 * The Cloud Map namespace in which services find internal ones by name, through Service Connect: made where there is an
 * internal service. It has no DNS zone: the proxy beside each task asks Cloud Map itself.
 * Source: Amazon ECS Developer Guide, "Service Connect components".
 */
export function serviceConnectNamespace(
  name: string,
  { cluster, services }: Pick<Environment, "cluster" | "services">,
): aws.servicediscovery.HttpNamespace | undefined {
  if (!Object.values(services).some(({ exposure }) => exposure === "internal")) return undefined;
  return new aws.servicediscovery.HttpNamespace(name, {
    name: cluster.serviceConnectNamespace,
    description: `Internal services of ${cluster.name}`,
  });
}
