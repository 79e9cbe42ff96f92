import type { Environment, Service } from "@strata/shared-config";

/** A task role. */
export interface RolePlan {
  readonly name: string;
  /** Keys of the services whose tasks have it, in the file's order. */
  readonly services: readonly string[];
  /** In words, for people who meet it in the console. */
  readonly description: string;
  /** Whether operators may open a shell in a task of any of them. */
  readonly executeCommand: boolean;
  /** Whether a service names it; a role that follows from the service's own name is that service's alone. */
  readonly shared: boolean;
}

/** A key and its service. */
type User = readonly [key: string, service: Pick<Service, "name" | "family" | "executeCommand">];

/** The role of that name for the tasks of some services. */
export function planRole(name: string, users: readonly User[]): RolePlan {
  return {
    name,
    services: users.map(([key]) => key),
    description: `What the tasks of ${users.map(([, service]) => service.name).join(", ")} may do`,
    executeCommand: users.some(([, service]) => service.executeCommand),
    shared: users.some(([, { family }]) => name !== `${family}-task`),
  };
}

/** The task roles of an environment, one for each name, in the order in which the services name them. */
export function planRoles(services: Environment["services"]): RolePlan[] {
  const byName = Map.groupBy(Object.entries(services), ([, { role }]) => role);
  return [...byName].map(([name, users]) => planRole(name, users));
}
