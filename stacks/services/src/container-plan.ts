import type { Service } from "@strata/shared-config";
import type { ContainerSecret } from "./secret-plan.ts";

/** What a container is made of that other resources decide. */
export interface ContainerSources {
  readonly image: string;
  readonly secrets: readonly ContainerSecret[];
  readonly logGroup: string;
  readonly region: string;
}

/** A container as ECS wants it in a task definition. Source: Amazon ECS API Reference, ContainerDefinition. */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential: true;
  readonly command?: readonly string[];
  readonly user: string;
  readonly readonlyRootFilesystem: boolean;
  readonly portMappings?: readonly { readonly containerPort: number; readonly protocol: "tcp" }[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly ContainerSecret[];
  readonly mountPoints: readonly { readonly sourceVolume: string; readonly containerPath: string }[];
  readonly healthCheck?: ContainerHealthCheck;
  readonly linuxParameters?: { readonly initProcessEnabled: true };
  readonly logConfiguration: { readonly logDriver: "awslogs"; readonly options: Readonly<Record<string, string>> };
}

/** All times in seconds. */
interface ContainerHealthCheck {
  readonly command: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
}

/** The container of a service's tasks; the same settings give the same text, whatever their order in a file. */
export function planContainer(key: string, service: Service, sources: ContainerSources): ContainerDefinition {
  return {
    ...planProcess(key, service, sources, key),
    ...(service.command === undefined ? {} : { command: service.command }),
    portMappings: [{ containerPort: service.port, protocol: "tcp" }],
    ...(service.healthCheck === undefined ? {} : { healthCheck: planHealthCheck(service.healthCheck) }),
    // A shell's children are left behind when it ends; an init process takes them in.
    ...(service.executeCommand ? { linuxParameters: { initProcessEnabled: true } } : {}),
  };
}

/** The container of a one-off task with a service's image, variables and secrets: nobody calls it or checks on it. */
export function planMigrationContainer(
  key: string,
  service: Service,
  command: readonly string[],
  sources: ContainerSources,
): ContainerDefinition {
  return { ...planProcess(key, service, sources, "migration"), command };
}

/** Volume names of a service's scratch folders, with the folders, in the file's order. */
export function scratchVolumes({ scratchPaths }: Pick<Service, "scratchPaths">): { name: string; path: string }[] {
  return scratchPaths.map((path, index) => ({ name: `scratch-${index + 1}`, path }));
}

function planProcess(
  key: string,
  service: Service,
  { image, secrets, logGroup, region }: ContainerSources,
  streamPrefix: string,
): ContainerDefinition {
  return {
    name: key,
    image,
    essential: true,
    user: service.user,
    readonlyRootFilesystem: service.readonlyRootFilesystem,
    environment: Object.entries(service.environment)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => ({ name, value })),
    secrets,
    mountPoints: scratchVolumes(service).map(({ name, path }) => ({ sourceVolume: name, containerPath: path })),
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": logGroup, "awslogs-region": region, "awslogs-stream-prefix": streamPrefix },
    },
  };
}

function planHealthCheck(check: NonNullable<Service["healthCheck"]>): ContainerHealthCheck {
  return {
    command: check.command,
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    retries: check.retries,
    startPeriod: check.startPeriodSeconds,
  };
}
