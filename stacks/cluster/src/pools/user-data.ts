import type { PoolPlan } from "./pool-plan.ts";

/**
 * The script that an instance runs when it first starts: it tells the ECS agent which cluster to join, and how. The
 * agent begins after it.
 * Source: Amazon ECS Developer Guide, "Amazon ECS container agent configuration" (the variables) and "Bootstrapping
 * Amazon ECS Linux container instances to pass data" (the file).
 */
export function userData(clusterName: string, { hasGpus, mix }: Pick<PoolPlan, "hasGpus" | "mix">): string {
  const agent = {
    ECS_CLUSTER: clusterName,
    // A task with an address of its own talks past the hop limit of the instance's metadata: the agent closes that way.
    ECS_AWSVPC_BLOCK_IMDS: true,
    // Tasks move away in the two minutes between Spot's notice and the end.
    ...(mix.onDemandPercentAboveBase < 100 ? { ECS_ENABLE_SPOT_INSTANCE_DRAINING: true } : {}),
    ...(hasGpus ? { ECS_ENABLE_GPU_SUPPORT: true } : {}),
  };
  const lines = Object.entries(agent).map(([name, value]) => `${name}=${value}`);
  return ["#!/bin/bash", "cat <<'CONFIG' >> /etc/ecs/ecs.config", ...lines, "CONFIG", ""].join("\n");
}
