import type { Problem } from "../load/problems.ts";
import { didYouMean } from "../nearest.ts";
import type { Environment, Service } from "../resolve.ts";

/** Whether each secret that a container asks for is one that the data layer has. */
export function checkSecretReferences(
  { data }: Pick<Environment, "data">,
  secrets: Service["secrets"],
  environment: Service["environment"],
): Problem[] {
  const problems: Problem[] = [];
  const { postgres, secrets: store } = data;
  for (const [variable, reference] of Object.entries(secrets)) {
    const path = ["secrets", variable];
    const say = (message: string) => problems.push({ path, message });
    if (Object.hasOwn(environment, variable)) say("stands in environment too");
    if ("postgres" in reference) {
      if (postgres.mode === "none") say("there is no database: set data.postgres.mode");
      if (postgres.mode === "external" && reference.postgres !== "url") {
        say("of a database elsewhere only the url is known");
      }
      if (reference.postgres === "url" && store.rotationDays !== undefined) {
        say("a rotated password makes the url stale: use host, username and password");
      }
    }
    if ("secret" in reference) {
      const entry = store.entries[reference.secret];
      const entries = Object.keys(store.entries);
      if (entry === undefined) {
        const near = didYouMean(reference.secret, entries);
        say(`no such secret${near}; data.secrets.entries has: ${entries.join(", ") || "none"}`);
      } else if (reference.key !== undefined && store.store !== "secretsManager" && entry.source !== "existing") {
        say("SSM gives whole values only: a key of a JSON object needs data.secrets.store: secretsManager");
      } else if (reference.key !== undefined && entry.json !== undefined && !Object.hasOwn(entry.json, reference.key)) {
        say(`${reference.secret} has no key ${reference.key}${didYouMean(reference.key, Object.keys(entry.json))}`);
      }
    }
  }
  return problems;
}

/** Whether the further containers of a service's tasks can be what they are said to be. */
export function checkContainers(environment: Environment, service: Service): Problem[] {
  const repositories = Object.keys(environment.cluster.repositories);
  return Object.entries(service.containers).flatMap(([key, container]): Problem[] => {
    const path = ["containers", key];
    const problems: Problem[] = [];
    const { repository } = container.image ?? {};
    if (repository !== undefined && !repositories.includes(repository)) {
      problems.push({
        path: [...path, "image", "repository"],
        message: `no such repository${didYouMean(repository, repositories)}; there are: ${repositories.join(", ")}`,
      });
    }
    if (container.start === "before" && container.essential) {
      problems.push({
        path: [...path, "essential"],
        message: "a container that ends before the service starts would end the task with it",
      });
    }
    if (container.start === "before" && container.healthCheck !== undefined) {
      problems.push({ path: [...path, "healthCheck"], message: "that it ends well is its check: take this away" });
    }
    return [
      ...problems,
      ...checkSecretReferences(environment, container.secrets, container.environment).map((problem) => ({
        ...problem,
        path: [...path, ...problem.path],
      })),
    ];
  });
}
