import { json, type Lived } from "./lived.ts";

/** A container as a task definition holds it; source: Amazon ECS API Reference, ContainerDefinition. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly portMappings?: readonly { readonly containerPort: number }[];
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
  readonly secrets?: readonly { readonly name: string; readonly valueFrom: string }[];
  readonly healthCheck?: { readonly command: readonly string[] };
  readonly command?: readonly string[];
  readonly user?: string;
  readonly logConfiguration?: { readonly logDriver: string; readonly options: Readonly<Record<string, string>> };
}

/** The containers of a task definition, found by its family. */
export function containersOf(life: Lived, family: string): Container[] {
  const definitions = life
    .all("aws:ecs/taskDefinition:TaskDefinition")
    .filter(({ inputs }) => inputs.family === family);
  return definitions.flatMap(({ inputs }) => {
    const containers: unknown = json(inputs.containerDefinitions);
    return Array.isArray(containers) ? containers.filter(isContainer) : [];
  });
}

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null && "name" in value && "image" in value;
}
