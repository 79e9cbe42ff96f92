import type * as aws from "@pulumi/aws";
import type { Service } from "@strata/shared-config";
import { networkModeOf } from "./capacity-plan.ts";
import { isConnected } from "./connect-plan.ts";

/** Least memory that a container can be given, in MiB. Source: Amazon ECS API Reference, ContainerDefinition. */
export const LEAST_MEMORY = 6;

const ARCHITECTURES = { x86_64: "X86_64", arm64: "ARM64" } as const;

/** What ECS is told about a task as a whole. */
export type TaskPlan = Required<
  Pick<aws.ecs.TaskDefinitionArgs, "requiresCompatibilities" | "networkMode" | "runtimePlatform">
> &
  Pick<aws.ecs.TaskDefinitionArgs, "cpu" | "memory">;

/** What a task runs on and how much of it. Fargate needs both sizes of the task; on EC2 the containers say theirs. */
export function planTask(service: Service): TaskPlan {
  const onEc2 = service.capacity === "ec2";
  const memory = onEc2 ? taskMemory(service) : service.memory;
  return {
    requiresCompatibilities: [onEc2 ? "EC2" : "FARGATE"],
    networkMode: networkModeOf(service),
    ...(onEc2 ? {} : { cpu: String(service.cpu) }),
    ...(memory === undefined ? {} : { memory: String(memory) }),
    runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: ARCHITECTURES[service.architecture] },
  };
}

/**
 * The limit of a task on EC2, MiB: none where memory is only reserved. Service Connect asks for one all the same.
 * Source: Amazon ECS Developer Guide, "Service Connect": task definition memory is required on EC2.
 */
function taskMemory(service: Service): number | undefined {
  const reservation = service.ec2?.memoryReservation;
  if (reservation === undefined) return service.memory;
  return isConnected(service) ? Math.max(service.memory, reservation) : undefined;
}

/** What a container on EC2 is given beside the others of its task. */
export interface ContainerResources {
  readonly cpu?: number;
  /** MiB. */
  readonly memoryReservation?: number;
  readonly resourceRequirements?: readonly { readonly type: "GPU"; readonly value: string }[];
}

/**
 * What the service's own container is given on EC2: all of the task's CPU units and GPUs, and of the memory that is
 * kept for the task what the other containers leave.
 */
export function planResources({ capacity, ec2, cpu, containers }: Service): ContainerResources {
  if (capacity !== "ec2") return {};
  const { memoryReservation, gpus } = ec2 ?? {};
  const others = Object.keys(containers).length * LEAST_MEMORY;
  return {
    cpu,
    ...(memoryReservation === undefined
      ? {}
      : { memoryReservation: Math.max(LEAST_MEMORY, memoryReservation - others) }),
    ...(gpus === undefined ? {} : { resourceRequirements: [{ type: "GPU", value: String(gpus) }] }),
  };
}

/** What a further container is given on EC2: a reservation, which each needs where the task has no limit. */
export function planFurtherResources({ capacity, ec2 }: Pick<Service, "capacity" | "ec2">): ContainerResources {
  return capacity === "ec2" && ec2?.memoryReservation !== undefined ? { memoryReservation: LEAST_MEMORY } : {};
}
