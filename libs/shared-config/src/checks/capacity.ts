import type { Problem } from "../load/problems.ts";
import { didYouMean } from "../nearest.ts";
import { runsInPrivateSubnets } from "../placement.ts";
import type { Environment, Service } from "../resolve.ts";
import { fargateMemory } from "./fargate.ts";

/** Instance families whose processors are AWS's own (arm64). Source: Amazon EC2 Instance Types guide, naming conventions. */
const GRAVITON = /^[a-z]+\d+g[a-z-]*\.|^a1\./;

/** How no capacity provider's name may begin. Source: Amazon ECS API Reference, CreateCapacityProvider. */
const RESERVED_NAME = /^(aws|ecs|fargate)/i;

/** What a service's tasks run on, and whether there is such a thing. */
export function checkCapacity({ cluster }: Pick<Environment, "cluster">, service: Service): Problem[] {
  return service.capacity === "ec2" ? checkEc2(cluster.capacity.pools, service) : checkFargate(cluster, service);
}

/** The pool that a service's tasks run on: the named one, or the only one there is. */
export function poolOf(
  pools: Environment["cluster"]["capacity"]["pools"],
  { pool }: Pick<Service, "pool">,
): string | undefined {
  const keys = Object.keys(pools);
  if (pool !== undefined) return keys.includes(pool) ? pool : undefined;
  return keys.length === 1 ? keys[0] : undefined;
}

function checkFargate(cluster: Environment["cluster"], service: Service): Problem[] {
  const problems: Problem[] = [];
  const memory = fargateMemory(service.cpu);
  if (!memory.includes(service.memory)) {
    problems.push({
      path: ["memory"],
      message: `Fargate does not offer it with ${service.cpu} CPU units; it offers ${memory.join(", ")}`,
    });
  }
  if (!cluster.capacity.fargate) {
    problems.push({ path: ["capacity"], message: "needs cluster.capacity.fargate: true" });
  }
  for (const term of ["pool", "ec2"] as const) {
    if (service[term] !== undefined) {
      problems.push({ path: [term], message: "Fargate has no such thing: set capacity: ec2, or take this away" });
    }
  }
  if (service.onDemandBase > 0 && service.capacity !== "fargateSpot") {
    problems.push({ path: ["onDemandBase"], message: "is of fargateSpot: all tasks run on demand anyway" });
  }
  return problems;
}

function checkEc2(pools: Environment["cluster"]["capacity"]["pools"], service: Service): Problem[] {
  const keys = Object.keys(pools);
  const key = poolOf(pools, service);
  const pool = key === undefined ? undefined : pools[key];
  if (pool === undefined) {
    const there = `there are: ${keys.join(", ") || "none"}`;
    return [
      service.pool === undefined
        ? { path: ["pool"], message: `say which pool of cluster.capacity.pools; ${there}` }
        : { path: ["pool"], message: `no such pool${didYouMean(service.pool, keys)}; ${there}` },
    ];
  }
  const problems: Problem[] = [];
  if (pool.architecture !== service.architecture) {
    problems.push({ path: ["architecture"], message: `the instances of pool ${key} are ${pool.architecture}` });
  }
  if (service.ec2?.gpus !== undefined && pool.image !== "gpu") {
    problems.push({ path: ["ec2", "gpus"], message: `pool ${key} has no GPUs: set its image: gpu` });
  }
  if (service.ec2?.networkMode === "bridge" && service.exposure === "internal") {
    problems.push({
      path: ["ec2", "networkMode"],
      message: "a security group of its own guards an internal service: use awsvpc",
    });
  }
  return problems;
}

/** Whether the settings of each pool fit together. */
export function checkPools({ cluster, services, network }: Environment): Problem[] {
  const { pools } = cluster.capacity;
  const problems = Object.entries(pools).flatMap(([key, pool]) => {
    const at = ["cluster", "capacity", "pools", key];
    const found: Problem[] = [];
    if (pool.min > pool.max) found.push({ path: [...at, "min"], message: `is over max, ${pool.max}` });
    if (pool.desired < pool.min || pool.desired > pool.max) {
      found.push({ path: [...at, "desired"], message: `lies outside min and max, ${pool.min} to ${pool.max}` });
    }
    for (const [index, type] of pool.instanceTypes.entries()) {
      const architecture = GRAVITON.test(type) ? "arm64" : "x86_64";
      if (architecture !== pool.architecture) {
        found.push({
          path: [...at, "instanceTypes", index],
          message: `is ${architecture}; the pool is ${pool.architecture}`,
        });
      }
    }
    if (pool.image === "gpu" && pool.architecture === "arm64") {
      found.push({ path: [...at, "image"], message: "there is no ECS-optimized image with GPUs for arm64" });
    }
    if (RESERVED_NAME.test(pool.name)) {
      found.push({
        path: [...at, "name"],
        message: `${pool.name} begins with aws, ecs or fargate, which AWS keeps for itself`,
      });
    }
    const used = Object.values(services).some(
      (service) => service.capacity === "ec2" && poolOf(pools, service) === key,
    );
    if (used && !runsInPrivateSubnets(network)) {
      found.push({ path: at, message: "its instances reach ECS through NAT: set network.nat to single or perZone" });
    }
    return found;
  });
  if (!cluster.capacity.fargate && Object.keys(pools).length === 0 && Object.keys(services).length > 0) {
    problems.push({ path: ["cluster", "capacity", "fargate"], message: "tasks need Fargate, or a pool" });
  }
  return problems;
}
