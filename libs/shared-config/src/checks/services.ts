import type { Problem } from "../load/problems.ts";
import { didYouMean } from "../nearest.ts";
import { runsInPrivateSubnets } from "../placement.ts";
import type { Environment, Service } from "../resolve.ts";
import { checkCalls } from "./calls.ts";
import { checkCapacity } from "./capacity.ts";
import { checkContainers, checkSecretReferences } from "./containers.ts";
import { checkScaling } from "./scaling.ts";

/** Source: Elastic Load Balancing, "Quotas for your Application Load Balancers", condition values per rule. */
const RULE_VALUES = 5;

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
    ...checkUnique(services, "family"),
    ...checkLogGroups(services),
  ];
}

function checkService(environment: Environment, service: Service): Problem[] {
  const { cluster, data } = environment;
  const problems: Problem[] = [];
  const say = (path: readonly string[], message: string) => problems.push({ path, message });

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
  if (service.exposure === "public" && runsInPrivateSubnets(environment.network)) {
    say(["exposure"], "a task has a public address only in a VPC of ours with network.nat: none; use loadBalancer");
  }
  if (service.port === undefined && service.exposure !== "none") {
    say(["port"], `is required by exposure: ${service.exposure}`);
  }
  if (
    service.exposure === "loadBalancer" &&
    cluster.loadBalancer.existing !== undefined &&
    cluster.loadBalancer.existing.listenerArn === undefined &&
    service.route.targetGroupArn === undefined
  ) {
    say(
      ["route", "targetGroupArn"],
      "is required: the existing load balancer names no listener (cluster.loadBalancer.existing.listenerArn) for a rule",
    );
  }
  const { hosts, paths } = service.route;
  if (hosts.length + paths.length > RULE_VALUES) {
    say(["route", "hosts"], `with paths more than ${RULE_VALUES}, the values that one listener rule takes`);
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
    Math.max(service.desiredCount, service.scaling?.max ?? 0) > 1
  ) {
    say(
      [service.desiredCount > 1 ? "desiredCount" : "scaling"],
      "more than one task needs Redis to pass messages between them: set data.redis.mode, or run one task",
    );
  }
  for (const term of ["p99Seconds", "errorPercent"] as const) {
    if (service.alarms[term] !== undefined && service.exposure !== "loadBalancer") {
      say(["alarms", term], "is measured at the load balancer: needs exposure: loadBalancer");
    }
  }
  if (service.alarms.minRunningTasks !== undefined && !cluster.containerInsights) {
    say(["alarms", "minRunningTasks"], "needs cluster.containerInsights: true, which counts running tasks");
  }
  return [
    ...problems,
    ...checkCapacity(environment, service),
    ...checkScaling(service),
    ...checkSecretReferences(environment, service.secrets, service.environment),
    ...checkContainers(environment, service),
    ...checkCalls(environment, service),
    ...checkRequires(environment, service),
  ];
}

function checkRequires({ data }: Environment, { requires }: Service): Problem[] {
  const entries = Object.keys(data.secrets.entries);
  return requires
    .map((entry, index) => ({ entry, path: ["requires", index] }))
    .filter(({ entry }) => !entries.includes(entry))
    .map(({ entry, path }) => ({
      path,
      message: `no such secret${didYouMean(entry, entries)}; data.secrets.entries has: ${entries.join(", ") || "none"}`,
    }));
}

function checkPriorities(services: readonly (readonly [string, Service])[]): Problem[] {
  const routed = services.filter(
    ([, { exposure, route }]) => exposure === "loadBalancer" && route.targetGroupArn === undefined,
  );
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

/** Every container of the environment logs to a group of its own. */
function checkLogGroups(services: readonly (readonly [string, Service])[]): Problem[] {
  const all = services.flatMap(([key, service]) => [
    { path: ["services", key, "logGroup"], group: service.logGroup },
    ...Object.entries(service.containers).map(([container, { logGroup }]) => ({
      path: ["services", key, "containers", container, "logGroup"],
      group: logGroup,
    })),
  ]);
  return all.flatMap(({ path, group }, index) => {
    const other = all.slice(0, index).find((one) => one.group === group);
    return other === undefined ? [] : [{ path, message: `${group} is also that of ${other.path[1]}` }];
  });
}

function checkUnique(services: readonly (readonly [string, Service])[], term: "name" | "family"): Problem[] {
  return services.flatMap(([key, service], index) =>
    services
      .slice(0, index)
      .filter(([, other]) => other[term] === service[term])
      .map(([other]) => ({ path: ["services", key, term], message: `${service[term]} is also that of ${other}` })),
  );
}
