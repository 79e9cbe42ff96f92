import type * as aws from "@pulumi/aws";
import { type Environment, poolOf, type Service } from "@strata/shared-config";
import { present } from "@strata/shared-config/layer";

/** What ECS is told about where a service's tasks run. */
export type CapacityPlan = Pick<
  aws.ecs.ServiceArgs,
  "platformVersion" | "orderedPlacementStrategies" | "availabilityZoneRebalancing"
>;

/** A capacity provider and its share. Source: Amazon ECS API Reference, CapacityProviderStrategyItem. */
interface StrategyItem {
  readonly capacityProvider: string;
  readonly base?: number;
  readonly weight: number;
}

/** Source: Amazon ECS API Reference, PlacementStrategy. */
const PLACEMENT = {
  spread: [
    { type: "spread", field: "attribute:ecs.availability-zone" },
    { type: "spread", field: "instanceId" },
  ],
  binpackMemory: [{ type: "binpack", field: "memory" }],
  binpackCpu: [{ type: "binpack", field: "cpu" }],
} as const;

/**
 * The capacity providers that a service's tasks are spread over.
 * @param poolProviders of the cluster layer, by key of the pool
 * @throws StrataError CONTRACT_BROKEN where the cluster layer does not have the pool (yet)
 */
export function planStrategy(
  service: Pick<Service, "capacity" | "onDemandBase" | "pool">,
  { cluster }: Pick<Environment, "cluster">,
  poolProviders: Readonly<Record<string, string>>,
): StrategyItem[] {
  switch (service.capacity) {
    case "fargate":
      return [{ capacityProvider: "FARGATE", weight: 1 }];
    case "fargateSpot": {
      const spot = { capacityProvider: "FARGATE_SPOT", weight: 1 };
      const { onDemandBase } = service;
      return onDemandBase === 0 ? [spot] : [{ capacityProvider: "FARGATE", base: onDemandBase, weight: 0 }, spot];
    }
    case "ec2": {
      const pool = poolOf(cluster.capacity.pools, service) ?? "";
      return [{ capacityProvider: present(poolProviders[pool], "cluster", `pool ${pool}`), weight: 1 }];
    }
  }
}

/** How tasks are placed. ECS moves tasks between zones only where they are spread over these in the first place. */
export function planCapacity(service: Pick<Service, "capacity" | "ec2">): CapacityPlan {
  if (service.capacity !== "ec2") return { platformVersion: "LATEST" };
  const placement = service.ec2?.placement ?? "spread";
  return {
    orderedPlacementStrategies: [...PLACEMENT[placement]],
    ...(placement === "spread" ? {} : { availabilityZoneRebalancing: "DISABLED" }),
  };
}

/** How a service's tasks are reached: at an address of each one's own, or at ports of their instance. */
export function networkModeOf({ capacity, ec2 }: Pick<Service, "capacity" | "ec2">): "awsvpc" | "bridge" {
  return capacity === "ec2" ? (ec2?.networkMode ?? "awsvpc") : "awsvpc";
}
