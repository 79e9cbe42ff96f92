import type { Problem } from "../load/problems.ts";
import { didYouMean } from "../nearest.ts";
import type { Environment, Service } from "../resolve.ts";
import { fargateMemory } from "./fargate.ts";

export function checkServices(environment: Environment): Problem[] {
  const services = Object.entries(environment.services);
  const problems = services.flatMap(([key, service]) =>
    checkService(environment, service).map(({ path, message }) => ({ path: ["services", key, ...path], message })),
  );
  const { migration } = environment;
  if (migration !== undefined && environment.services[migration.service] === undefined) {
    const keys = Object.keys(environment.services);
    problems.push({
      path: ["migration", "service"],
      message: `no such service${didYouMean(migration.service, keys)}; there are: ${keys.join(", ")}`,
    });
  }
  return [
    ...problems,
    ...checkPriorities(services),
    ...checkUnique(services, "name"),
    ...checkUnique(services, "logGroup"),
  ];
}

function checkService(environment: Environment, service: Service): Problem[] {
  const { cluster, data } = environment;
  const problems: Problem[] = [];
  const say = (path: readonly string[], message: string) => problems.push({ path, message });

  const memory = fargateMemory(service.cpu);
  if (!memory.includes(service.memory)) {
    say(["memory"], `Fargate does not offer it with ${service.cpu} CPU units; it offers ${memory.join(", ")}`);
  }
  const { repository } = service.image;
  const repositories = Object.keys(cluster.repositories);
  if (repository !== undefined && !repositories.includes(repository)) {
    say(
      ["image", "repository"],
      `no such repository${didYouMean(repository, repositories)}; there are: ${repositories.join(", ")}`,
    );
  }
  if (service.exposure === "loadBalancer" && !cluster.loadBalancer.enabled) {
    say(["exposure"], "needs cluster.loadBalancer.enabled: true");
  }
  if (service.exposure === "public" && environment.network.nat !== "none") {
    say(["exposure"], "a task has a public address only where network.nat is none; use loadBalancer");
  }
  const { scaling } = service;
  if (scaling !== undefined && scaling.min > scaling.max) say(["scaling", "min"], `is over max, ${scaling.max}`);
  if (scaling !== undefined && scaling.cpuPercent === undefined && scaling.memoryPercent === undefined) {
    say(["scaling"], "nothing to scale on: set cpuPercent or memoryPercent");
  }
  const { timeoutSeconds, intervalSeconds } = service.route.healthCheck;
  if (timeoutSeconds >= intervalSeconds) {
    say(
      ["route", "healthCheck", "timeoutSeconds"],
      `a check ends before the next begins: less than ${intervalSeconds}`,
    );
  }
  if (service.readonlyRootFilesystem && service.executeCommand) {
    say(
      ["readonlyRootFilesystem"],
      "a Session Manager shell writes to the root file system: set executeCommand: false",
    );
  }
  if (
    service.pubSub === "redis" &&
    data.redis.mode === "none" &&
    Math.max(service.desiredCount, scaling?.max ?? 0) > 1
  ) {
    say(
      [service.desiredCount > 1 ? "desiredCount" : "scaling"],
      "more than one task needs Redis to pass messages between them: set data.redis.mode, or run one task",
    );
  }
  if (service.alarms.minRunningTasks !== undefined && !cluster.containerInsights) {
    say(["alarms", "minRunningTasks"], "needs cluster.containerInsights: true, which counts running tasks");
  }
  for (const [variable, reference] of Object.entries(service.secrets)) {
    const at = ["secrets", variable];
    if (Object.hasOwn(service.environment, variable)) say(at, "stands in environment too");
    if ("postgres" in reference && data.postgres.mode === "none")
      say(at, "there is no database: set data.postgres.mode");
    if ("postgres" in reference && reference.postgres === "url" && data.secrets.rotationDays !== undefined) {
      say(at, "a rotated password makes the url stale: use host, username and password");
    }
    if ("secret" in reference && data.secrets.entries[reference.secret] === undefined) {
      const entries = Object.keys(data.secrets.entries);
      say(
        at,
        `no such secret${didYouMean(reference.secret, entries)}; data.secrets.entries has: ${entries.join(", ") || "none"}`,
      );
    }
  }
  return problems;
}

function checkPriorities(services: readonly (readonly [string, Service])[]): Problem[] {
  const routed = services.filter(([, service]) => service.exposure === "loadBalancer");
  return routed.flatMap(([key, service], index) =>
    routed
      .slice(0, index)
      .filter(([, other]) => other.route.priority === service.route.priority)
      .map(([other]) => ({
        path: ["services", key, "route", "priority"],
        message: `is also that of ${other}; one listener asks its rules in order, so each has its own`,
      })),
  );
}

function checkUnique(services: readonly (readonly [string, Service])[], term: "name" | "logGroup"): Problem[] {
  return services.flatMap(([key, service], index) =>
    services
      .slice(0, index)
      .filter(([, other]) => other[term] === service[term])
      .map(([other]) => ({ path: ["services", key, term], message: `${service[term]} is also that of ${other}` })),
  );
}
