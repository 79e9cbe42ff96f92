import { type Environment, physicalName, poolOf } from "@strata/shared-config";
import { imageParameter } from "./image-parameter.ts";

/** Characters of a launch template's name. Source: Amazon EC2 API Reference, CreateLaunchTemplate. */
const TEMPLATE_NAME_LIMIT = 128;

/** A pool of EC2 instances that tasks run on. */
export interface PoolPlan {
  readonly key: string;
  /** Of the Auto Scaling group and of the capacity provider. */
  readonly name: string;
  readonly templateName: string;
  /** Keys of the services whose tasks run on it, sorted. */
  readonly services: readonly string[];
  /** Parameter of Systems Manager that has the id of the newest image. */
  readonly imageParameter: string;
  readonly hasGpus: boolean;
  readonly rootVolumeGb: number;
  readonly keyPair: string | undefined;
  readonly size: { readonly min: number; readonly max: number; readonly desired: number };
  /** Which instances are started: the types, the preferred one first, and how they are bought. */
  readonly mix: {
    readonly instanceTypes: readonly string[];
    readonly onDemandBase: number;
    readonly onDemandPercentAboveBase: number;
    readonly spotAllocation: Environment["cluster"]["capacity"]["pools"][string]["spotAllocation"];
  };
  readonly targetCapacityPercent: number;
}

/**
 * The pools that are made, in the order of their keys in the environment: those that a deployed service runs on. An
 * instance of a pool that nobody uses costs as much as one of a pool in use. The last service on a pool has to be gone
 * before this layer takes the pool away: ECS keeps a capacity provider that a service names.
 */
export function planPools({ cluster, services }: Pick<Environment, "cluster" | "services">): PoolPlan[] {
  const { pools } = cluster.capacity;
  return Object.entries(pools).flatMap(([key, pool]) => {
    const users = Object.entries(services)
      .filter(([, service]) => service.capacity === "ec2" && poolOf(pools, service) === key)
      .map(([service]) => service)
      .sort();
    if (users.length === 0) return [];
    return [
      {
        key,
        name: pool.name,
        templateName: physicalName(pool.name, TEMPLATE_NAME_LIMIT),
        services: users,
        imageParameter: imageParameter(pool),
        hasGpus: pool.image === "gpu",
        rootVolumeGb: pool.rootVolumeGb,
        keyPair: pool.keyPair,
        size: { min: pool.min, max: pool.max, desired: pool.desired },
        mix: {
          instanceTypes: pool.instanceTypes,
          onDemandBase: pool.onDemandBase,
          onDemandPercentAboveBase: pool.onDemandPercentAboveBase,
          spotAllocation: pool.spotAllocation,
        },
        targetCapacityPercent: pool.targetCapacityPercent,
      },
    ];
  });
}
