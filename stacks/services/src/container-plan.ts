import type { Service } from "@strata/shared-config";
import { networkModeOf } from "./capacity-plan.ts";
import type {
  ContainerDefinition,
  ContainerDependency,
  ContainerHealthCheck,
  PortMapping,
} from "./container-definition.ts";
import type { ContainerSecret } from "./secret-plan.ts";
import { planFurtherResources, planResources } from "./task-plan.ts";
import { variablesOf, variablesOfContainer } from "./variables.ts";

/** What a container is made of that other resources decide. */
export interface ContainerSources {
  readonly image: string;
  readonly secrets: readonly ContainerSecret[];
  readonly logGroup: string;
  readonly region: string;
}

/** The container of a service's tasks; the same settings give the same text, whatever their order in a file. */
export function planContainer(key: string, service: Service, sources: ContainerSources): ContainerDefinition {
  const dependsOn = planDependencies(service);
  return {
    ...planOwnProcess(key, service, sources, key),
    ...(service.command === undefined ? {} : { command: service.command }),
    ...(service.port === undefined ? {} : { portMappings: [planPort(key, service, service.port)] }),
    ...(service.healthCheck === undefined ? {} : { healthCheck: planHealthCheck(service.healthCheck) }),
    // A shell's children are left behind when it ends; an init process takes them in.
    ...(service.executeCommand ? { linuxParameters: { initProcessEnabled: true } } : {}),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    ...planResources(service),
  };
}

/** A further container of a service's tasks, which starts before the service's own or runs beside it. */
export function planFurtherContainer(
  key: string,
  container: Service["containers"][string],
  service: Service,
  sources: ContainerSources,
): ContainerDefinition {
  return {
    ...planProcess(
      {
        name: key,
        essential: container.start === "beside" && container.essential,
        user: container.user ?? service.user,
        environment: variablesOfContainer(service, container).environment,
        streamPrefix: key,
      },
      service,
      sources,
    ),
    ...(container.command === undefined ? {} : { command: container.command }),
    ...(container.healthCheck === undefined ? {} : { healthCheck: planHealthCheck(container.healthCheck) }),
    ...planFurtherResources(service),
  };
}

/** The container of a one-off task with a service's image, variables and secrets: nobody calls it or checks on it. */
export function planMigrationContainer(
  key: string,
  service: Service,
  command: readonly string[],
  sources: ContainerSources,
): ContainerDefinition {
  const { resourceRequirements: _gpus, ...resources } = planResources({ ...service, containers: {} });
  return { ...planOwnProcess(key, service, sources, "migration"), command, ...resources };
}

/** Volume names of a service's scratch folders, with the folders, in the file's order. */
export function scratchVolumes({ scratchPaths }: Pick<Service, "scratchPaths">): { name: string; path: string }[] {
  return scratchPaths.map((path, index) => ({ name: `scratch-${index + 1}`, path }));
}

interface Process {
  readonly name: string;
  readonly essential: boolean;
  readonly user: string;
  readonly environment: Service["environment"];
  readonly streamPrefix: string;
}

function planOwnProcess(key: string, service: Service, sources: ContainerSources, streamPrefix: string) {
  const { environment } = variablesOf(service);
  return planProcess({ name: key, essential: true, user: service.user, environment, streamPrefix }, service, sources);
}

function planProcess(
  { name, essential, user, environment, streamPrefix }: Process,
  service: Service,
  { image, secrets, logGroup, region }: ContainerSources,
): ContainerDefinition {
  return {
    name,
    image,
    essential,
    user,
    readonlyRootFilesystem: service.readonlyRootFilesystem,
    environment: Object.entries(environment)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([variable, value]) => ({ name: variable, value })),
    secrets,
    mountPoints: scratchVolumes(service).map((volume) => ({ sourceVolume: volume.name, containerPath: volume.path })),
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": logGroup, "awslogs-region": region, "awslogs-stream-prefix": streamPrefix },
    },
  };
}

function planPort(key: string, service: Service, containerPort: number): PortMapping {
  return {
    containerPort,
    protocol: "tcp",
    // Many tasks share an instance's address: each takes a port that is free.
    ...(networkModeOf(service) === "bridge" ? { hostPort: 0 } : {}),
    ...(service.exposure === "internal" ? { name: key, appProtocol: "http" } : {}),
  };
}

function planDependencies({ containers }: Pick<Service, "containers">): ContainerDependency[] {
  return Object.entries(containers).map(([containerName, { start, healthCheck }]) => {
    if (start === "before") return { containerName, condition: "SUCCESS" };
    return { containerName, condition: healthCheck === undefined ? "START" : "HEALTHY" };
  });
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
