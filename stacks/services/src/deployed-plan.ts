import { deployedServices, type Environment, isAbsent, type Service } from "@strata/shared-config";

/** What of an environment is deployed. */
export interface DeployedPlan {
  /** The environment without what is left out. */
  readonly environment: Environment;
  /** A line for each service that is left out: which secret is missing, and what is without it. */
  readonly leftOut: readonly string[];
}

/**
 * Leaves out what asks for an optional secret that nobody has set: the services that require it, what others are told
 * of those, the migration of one, and each variable that would hold it.
 * @param references of the data layer as it was last deployed, by term; it has `secret.<entry>` for each secret there is
 */
export function planDeployed(environment: Environment, references: Readonly<Record<string, string>>): DeployedPlan {
  const absent = (entry: string) => isAbsent(environment, references, entry);
  const all = Object.entries(environment.services);
  const deployed = deployedServices(environment, references);
  const isDeployed = (key: string) => deployed.includes(key);
  const services = all.filter(([key]) => isDeployed(key));
  const { migration } = environment;
  return {
    environment: {
      ...environment,
      services: Object.fromEntries(services.map(([key, service]) => [key, without(service, absent, isDeployed)])),
      migration: migration !== undefined && isDeployed(migration.service) ? migration : undefined,
    },
    leftOut: all
      .filter(([key]) => !isDeployed(key))
      .map(([key, { requires }]) => {
        const callers = all.flatMap(([caller, { calls }]) => (Object.hasOwn(calls, key) ? [caller] : []));
        const untold =
          callers.length === 0 ? "" : `; ${callers.join(", ")} ${callers.length === 1 ? "goes" : "go"} without it`;
        return `service ${key} is left out: no secret ${requires.filter(absent).join(", ")} is set${untold}`;
      }),
  };
}

function without(service: Service, absent: (entry: string) => boolean, isDeployed: (key: string) => boolean): Service {
  const present = (secrets: Service["secrets"]) =>
    Object.fromEntries(
      Object.entries(secrets).filter(([, reference]) => !("secret" in reference && absent(reference.secret))),
    );
  const withPresent = <Item extends Pick<Service, "secrets">>(items: Readonly<Record<string, Item>>) =>
    Object.fromEntries(Object.entries(items).map(([key, item]) => [key, { ...item, secrets: present(item.secrets) }]));
  const calls = Object.fromEntries(Object.entries(service.calls).filter(([callee]) => isDeployed(callee)));
  return {
    ...service,
    secrets: present(service.secrets),
    containers: withPresent(service.containers),
    calls: withPresent(calls),
  };
}

/**
 * The keys of an environment's services, callees before their callers: a task finds only what was there when it
 * started. Among those that do not call one another, and in a circle, the order is the file's.
 * Source: Amazon ECS Developer Guide, "Service Connect components", deployment order.
 */
export function calleesFirst(services: Environment["services"]): string[] {
  const ordered = new Set<string>();
  const visit = (key: string, callers: readonly string[]) => {
    const service = services[key];
    if (service === undefined || ordered.has(key) || callers.includes(key)) return;
    for (const callee of Object.keys(service.calls)) visit(callee, [...callers, key]);
    ordered.add(key);
  };
  for (const key of Object.keys(services)) visit(key, []);
  return [...ordered];
}
