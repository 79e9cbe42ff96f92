import { calleesFirst } from "./deployed-plan.ts";
import type { Platform } from "./platform.ts";
import { ContainerService } from "./service.ts";

/** Deploys the environment's services, each after those that it calls. By key. */
export function deployServices(platform: Platform): Record<string, ContainerService> {
  const { services } = platform.environment;
  const deployed = new Map<string, ContainerService>();
  for (const key of calleesFirst(services)) {
    const callees = Object.keys(services[key]?.calls ?? {}).flatMap((callee) => deployed.get(callee) ?? []);
    deployed.set(key, new ContainerService(key, { key, platform, callees }));
  }
  return Object.fromEntries(deployed);
}
