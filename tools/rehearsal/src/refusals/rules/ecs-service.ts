import type { AccountRow } from "../../account/account.ts";
import { isObject, text, texts, type Values } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { containersOf, isFargate } from "./ecs-task.ts";
import { balancersOf } from "./listeners.ts";
import { amount, isSet, named, objects, others } from "./read.ts";
import { balancing, type Rule, type Rules } from "./rule.ts";

const CREATE = "Amazon ECS API Reference, CreateService";
const GUIDE = "Amazon ECS Developer Guide, Service definition parameters";
const SERVICE = "aws:ecs/service:Service";
const MANAGED = ["FARGATE", "FARGATE_SPOT"];

/** Services. */
export const ecsService: Rules = [
  service("a service's target group hangs on a listener", CREATE, (attempt) => {
    const bad = groupsOf(attempt).find(({ id }) => balancersOf(attempt, id).length === 0);
    return bad && `The target group with targetGroupArn ${bad.id} does not have an associated load balancer.`;
  }),
  service("a service's load balancer names a container of its task definition", CREATE, (attempt) => {
    const names = containers(attempt)?.map(({ name }) => name);
    const bad = objects(attempt.inputs.loadBalancers).find(
      ({ containerName }) => names && !names.includes(containerName ?? null),
    );
    return bad && `The container ${bad.containerName} does not exist in the task definition.`;
  }),
  service("a service's load balancer names a port of its container", CREATE, (attempt) => {
    const bad = objects(attempt.inputs.loadBalancers).find(({ containerName, containerPort }) => {
      const container = containers(attempt)?.find(({ name }) => name === containerName);
      return (
        container &&
        !objects(container.portMappings).some((port) => amount(port.containerPort) === amount(containerPort))
      );
    });
    return bad && `The container ${bad.containerName} did not have a container port ${bad.containerPort} defined.`;
  }),
  service("a service of an awsvpc task has a network configuration", CREATE, (attempt) =>
    task(attempt)?.inputs.networkMode === "awsvpc" && !isSet(attempt.inputs.networkConfiguration)
      ? "Network Configuration must be provided when networkMode 'awsvpc' is specified."
      : undefined,
  ),
  service("a service of another network mode has no network configuration", CREATE, (attempt) => {
    const found = task(attempt);
    return found && found.inputs.networkMode !== "awsvpc" && isSet(attempt.inputs.networkConfiguration)
      ? "Network Configuration is not valid for the given networkMode of this task definition."
      : undefined;
  }),
  service("a target group of an awsvpc service has targets by address", CREATE, (attempt) => {
    const bad =
      task(attempt)?.inputs.networkMode === "awsvpc" &&
      groupsOf(attempt).find(({ inputs }) => (inputs.targetType ?? "instance") === "instance");
    return bad
      ? `The provided target group ${bad.id} has target type instance, which is incompatible with the awsvpc network mode specified in the task definition.`
      : undefined;
  }),
  service("a service has a launch type or a capacity provider strategy, not both", CREATE, ({ inputs }) =>
    isSet(inputs.launchType) && isSet(inputs.capacityProviderStrategies)
      ? "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again."
      : undefined,
  ),
  service("a service's capacity provider is associated with its cluster", CREATE, (attempt) => {
    const known = providersOf(attempt);
    return known && strategyOf(attempt.inputs).some((name) => !known.includes(name))
      ? "The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster. Associate the capacity provider with the cluster and try again."
      : undefined;
  }),
  service("a capacity provider strategy is of Fargate or of Auto Scaling groups, not both", CREATE, ({ inputs }) => {
    const kinds = new Set(strategyOf(inputs).map((name) => MANAGED.includes(name)));
    return kinds.size > 1
      ? "A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate providers."
      : undefined;
  }),
  service("a capacity provider strategy has a weight above 0, and one base", CREATE, ({ inputs }) => {
    const items = objects(inputs.capacityProviderStrategies);
    if (items.filter(({ base }) => (amount(base) ?? 0) > 0).length > 1)
      return "Only one capacity provider in a capacity provider strategy can have a base defined.";
    return items.length === 0 || items.some(({ weight }) => (amount(weight) ?? 1) > 0)
      ? undefined
      : "The specified capacity provider strategy must contain at least one capacity provider with a weight greater than 0.";
  }),
  service("a service on Fargate has a task definition for Fargate", CREATE, (attempt) => {
    const found = task(attempt);
    const wanted =
      attempt.inputs.launchType === "FARGATE" || strategyOf(attempt.inputs).some((name) => MANAGED.includes(name));
    return found && wanted && isSet(found.inputs.requiresCompatibilities) && !isFargate(found.inputs)
      ? "Task definition does not support launch_type FARGATE."
      : undefined;
  }),
  service(
    "a service's name is there once in its cluster",
    CREATE,
    (attempt) => {
      const taken = others(attempt).some(
        ({ inputs }) => inputs.name === attempt.inputs.name && clusterName(inputs) === clusterName(attempt.inputs),
      );
      return taken ? "Creation of service was not idempotent." : undefined;
    },
    ["create"],
  ),
  service("a grace period for health checks needs a load balancer", CREATE, ({ inputs }) =>
    (amount(inputs.healthCheckGracePeriodSeconds) ?? 0) > 0 && !isSet(inputs.loadBalancers)
      ? "Health check grace period is only valid for services configured to use load balancers"
      : undefined,
  ),
  service("Service Connect has a namespace, its own or its cluster's", GUIDE, (attempt) => {
    const connect = connectOf(attempt.inputs);
    const cluster = named(attempt, "aws:ecs/cluster:Cluster", attempt.inputs.cluster);
    return !connect || isSet(connect.namespace) || !cluster || isSet(cluster.inputs.serviceConnectDefaults)
      ? undefined
      : "The service must have a Service Connect namespace: the cluster has no default one.";
  }),
  service("Service Connect names ports that the task definition names", GUIDE, (attempt) => {
    const list = containers(attempt);
    const ports = list?.flatMap(({ portMappings }) => objects(portMappings).flatMap(({ name }) => text(name) ?? []));
    const wanted = objects(connectOf(attempt.inputs)?.services).flatMap(({ portName }) => text(portName) ?? []);
    const bad = ports && wanted.find((name) => !ports.includes(name));
    return bad && `Service Connect portName '${bad}' is not defined in the task definition.`;
  }),
  service(
    "a service that allows commands has a task role",
    "Amazon ECS Developer Guide, Monitor Amazon ECS containers with ECS Exec",
    (attempt) => {
      const found = task(attempt);
      return attempt.inputs.enableExecuteCommand === true && found && !isSet(found.inputs.taskRoleArn)
        ? "The service couldn't be created because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again."
        : undefined;
    },
  ),
  {
    types: ["aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"],
    rule: "a cluster's default strategy is of capacity providers that it has",
    code: "InvalidParameterException",
    source: "Amazon ECS API Reference, PutClusterCapacityProviders",
    broken: ({ inputs }) => {
      const known = texts(inputs.capacityProviders);
      const bad = objects(inputs.defaultCapacityProviderStrategies).find(
        ({ capacityProvider }) => !known.includes(text(capacityProvider) ?? ""),
      );
      return (
        bad &&
        "The specified default capacity provider strategy cannot contain a capacity provider that is not associated with the cluster."
      );
    },
  },
  {
    types: ["aws:ecs/capacityProvider:CapacityProvider"],
    rule: "a capacity provider's name does not begin with aws, ecs or fargate",
    code: "ClientException",
    source: "Amazon ECS API Reference, CreateCapacityProvider",
    on: ["create"],
    broken: ({ inputs }) =>
      /^(aws|ecs|fargate)/i.test(text(inputs.name) ?? "")
        ? "The specified capacity provider name is invalid. It can't be prefixed with 'aws', 'ecs', or 'fargate'."
        : undefined,
  },
  {
    types: ["aws:ecs/capacityProvider:CapacityProvider"],
    rule: "managed termination protection needs an Auto Scaling group that protects new instances from scale-in",
    code: "ClientException",
    source: "Amazon ECS API Reference, CreateCapacityProvider",
    broken: (attempt) => {
      const provider = isObject(attempt.inputs.autoScalingGroupProvider) ? attempt.inputs.autoScalingGroupProvider : {};
      const group = named(attempt, "aws:autoscaling/group:Group", provider.autoScalingGroupArn);
      return provider.managedTerminationProtection === "ENABLED" && group && group.inputs.protectFromScaleIn !== true
        ? "The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, the Auto Scaling group must have instance protection from scale in enabled."
        : undefined;
    },
  },
];

function service(rule: string, source: string, broken: Rule["broken"], on?: Rule["on"]): Rule {
  return { types: [SERVICE], rule, code: "InvalidParameterException", source, broken, ...(on ? { on } : {}) };
}

/** The task definition of a service: one revision, or the newest of a family. */
function task(attempt: Attempt): AccountRow | undefined {
  const wanted = text(attempt.inputs.taskDefinition);
  if (wanted === undefined) return undefined;
  const family = others(attempt, "aws:ecs/taskDefinition:TaskDefinition").filter(({ id, outputs }) =>
    [outputs.arn, outputs.arnWithoutRevision, id, `${id}:${outputs.revision}`].includes(wanted),
  );
  return [...family].sort((a, b) => Number(a.outputs.revision) - Number(b.outputs.revision)).at(-1);
}

function containers(attempt: Attempt): readonly Values[] | undefined {
  const found = task(attempt);
  return found && containersOf(found.inputs);
}

function groupsOf(attempt: Attempt): readonly AccountRow[] {
  return objects(attempt.inputs.loadBalancers).flatMap(
    ({ targetGroupArn }) => named(attempt, balancing("TargetGroup"), targetGroupArn) ?? [],
  );
}

function connectOf({ serviceConnectConfiguration }: Values): Values | undefined {
  return isObject(serviceConnectConfiguration) && serviceConnectConfiguration.enabled === true
    ? serviceConnectConfiguration
    : undefined;
}

function strategyOf(inputs: Values): readonly string[] {
  return objects(inputs.capacityProviderStrategies).flatMap(({ capacityProvider }) => text(capacityProvider) ?? []);
}

function clusterName(inputs: Values): string {
  const cluster = text(inputs.cluster ?? inputs.clusterName) ?? "default";
  return cluster.slice(cluster.lastIndexOf("/") + 1);
}

/** Those associated with the service's cluster; undefined where nobody made the cluster here. */
function providersOf(attempt: Attempt): readonly string[] | undefined {
  const name = clusterName(attempt.inputs);
  const cluster = others(attempt, "aws:ecs/cluster:Cluster").find(({ outputs }) => outputs.name === name);
  const rows = others(attempt, "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders").filter(
    ({ inputs }) => clusterName(inputs) === name,
  );
  return cluster && rows.flatMap(({ inputs }) => texts(inputs.capacityProviders));
}
