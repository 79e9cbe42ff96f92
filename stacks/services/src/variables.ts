import type { Service } from "@strata/shared-config";

/** What a container reads from its environment: plain values, and what ECS fills in from the secret store. */
export type Variables = Pick<Service, "environment" | "secrets">;

/** The variables of a service's own container: its own, and what it is told of the services that it calls. */
export function variablesOf({ environment, secrets, calls }: Pick<Service, keyof Variables | "calls">): Variables {
  return Object.values(calls).reduce(layered, { environment, secrets });
}

/** The variables of a further container of a service's tasks: the service's below its own, or its own alone. */
export function variablesOfContainer(
  service: Pick<Service, keyof Variables | "calls">,
  { inherit, environment, secrets }: Service["containers"][string],
): Variables {
  const own = { environment, secrets };
  return inherit ? layered(variablesOf(service), own) : own;
}

/**
 * One set of variables over another. ECS refuses a name that is both a plain value and a secret: the upper set's
 * variable takes the place of the lower one's, whichever of the two each of them is.
 */
function layered(lower: Variables, upper: Variables): Variables {
  const named = (name: string) => Object.hasOwn(upper.environment, name) || Object.hasOwn(upper.secrets, name);
  return {
    environment: { ...without(lower.environment, named), ...upper.environment },
    secrets: { ...without(lower.secrets, named), ...upper.secrets },
  };
}

function without<Value>(record: Readonly<Record<string, Value>>, gone: (name: string) => boolean) {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !gone(name)));
}
