import { present } from "@strata/shared-config/layer";

/**
 * The security groups of a pool's instances: those of the services that run on it, each once and sorted. A task that
 * shares its instance's network has no group of its own.
 * @param byService the network layer's groups; the same for all services where they share one
 * @throws StrataError CONTRACT_BROKEN where the deployed network does not know a service yet
 */
export function instanceGroups(services: readonly string[], byService: Readonly<Record<string, string>>): string[] {
  const groups = services.map((key) => present(byService[key], "network", `security group of service ${key}`));
  return [...new Set(groups)].sort();
}
