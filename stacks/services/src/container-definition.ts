import type { ContainerSecret } from "./secret-plan.ts";
import type { ContainerResources } from "./task-plan.ts";

/** A container as ECS wants it in a task definition. Source: Amazon ECS API Reference, ContainerDefinition. */
export interface ContainerDefinition extends ContainerResources {
  readonly name: string;
  readonly image: string;
  /** The task ends with it. */
  readonly essential: boolean;
  readonly command?: readonly string[];
  readonly user: string;
  readonly readonlyRootFilesystem: boolean;
  readonly portMappings?: readonly PortMapping[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly ContainerSecret[];
  readonly mountPoints: readonly { readonly sourceVolume: string; readonly containerPath: string }[];
  readonly healthCheck?: ContainerHealthCheck;
  readonly linuxParameters?: { readonly initProcessEnabled: true };
  readonly dependsOn?: readonly ContainerDependency[];
  readonly logConfiguration: { readonly logDriver: "awslogs"; readonly options: Readonly<Record<string, string>> };
}

/** Source: Amazon ECS API Reference, PortMapping. */
export interface PortMapping {
  readonly containerPort: number;
  readonly protocol: "tcp";
  /** Of the instance; 0: any that is free. */
  readonly hostPort?: 0;
  /** By which Service Connect knows the port, and what is spoken there. */
  readonly name?: string;
  readonly appProtocol?: "http";
}

/** What a container waits for before it starts. Source: Amazon ECS API Reference, ContainerDependency. */
export interface ContainerDependency {
  readonly containerName: string;
  readonly condition: "START" | "SUCCESS" | "HEALTHY";
}

/** All times in seconds. */
export interface ContainerHealthCheck {
  readonly command: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
}
