import type { Environment, Service } from "@strata/shared-config";
import { planContainer, planFurtherContainer } from "./container-plan.ts";
import type { Logs } from "./logs.ts";
import { secretTerms } from "./secret-plan.ts";
import type { TaskContainer } from "./task.ts";
import { variablesOf, variablesOfContainer } from "./variables.ts";

/** The containers of a service's tasks, its own first, the others in the file's order. */
export function serviceContainers(
  key: string,
  service: Service,
  environment: Environment,
  logs: Logs,
): TaskContainer[] {
  return [
    {
      image: service.image,
      secrets: secretTerms(variablesOf(service), environment),
      logGroupName: logs.own,
      define: (sources) => planContainer(key, service, sources),
    },
    ...Object.entries(service.containers).map(([name, container]) => ({
      image: container.image ?? service.image,
      secrets: secretTerms(variablesOfContainer(service, container), environment),
      logGroupName: logs.further[name] ?? logs.own,
      define: (sources: Parameters<TaskContainer["define"]>[0]) =>
        planFurtherContainer(name, container, service, sources),
    })),
  ];
}
