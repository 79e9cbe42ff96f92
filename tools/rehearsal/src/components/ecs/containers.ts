import { Refusal } from "../../operations/cloud.ts";
import {
  hasSecret,
  isList,
  isObject,
  properties,
  reveal,
  UNKNOWN,
  type Value,
  type Values,
} from "../../wire/values.ts";
import type { ComponentContext } from "../component.ts";
import type { ChosenLogGroup } from "../log-group.ts";

/** The containers of a task, as ECS takes them, and what of them is on a load balancer. */
export interface Containers {
  readonly definitions: readonly Values[];
  readonly loadBalancers: readonly Values[];
  /** Some value in them is secret. */
  readonly secret: boolean;
}

/** Reads `container` or `containers`. @throws Refusal unless exactly one is given */
export async function readContainers(context: ComponentContext, logs: ChosenLogGroup | undefined): Promise<Containers> {
  const { container, containers } = context.inputs;
  if ((container === undefined) === (containers === undefined)) {
    throw new Refusal("Exactly one of [container] or [containers] must be provided");
  }
  const given = reveal(container ?? containers ?? null);
  const named: Values = container === undefined ? properties(given) : only(properties(given));
  const definitions: Values[] = [];
  const loadBalancers: Values[] = [];
  for (const [name, spec] of Object.entries(named)) {
    const ports = await readPorts(context, properties(spec).portMappings);
    definitions.push(definition(name, properties(spec), ports, logs));
    loadBalancers.push(...ports.flatMap((port) => onLoadBalancer(name, port)));
  }
  return { definitions, loadBalancers, secret: hasSecret(container ?? containers ?? null) };
}

function only(container: Values): Values {
  return { [typeof container.name === "string" ? container.name : "container"]: container };
}

function definition(name: string, spec: Values, ports: readonly Port[], logs: ChosenLogGroup | undefined): Values {
  const logConfiguration = logs && {
    logDriver: "awslogs",
    options: { "awslogs-group": logs.name, "awslogs-region": logs.region, "awslogs-stream-prefix": name },
  };
  return {
    ...spec,
    ...(spec.portMappings === undefined ? {} : { portMappings: ports.map(({ mapping }) => mapping) }),
    name,
    ...(spec.logConfiguration === undefined && logConfiguration ? { logConfiguration } : {}),
  };
}

interface Port {
  readonly mapping: Values;
  /** Outputs of the target group that the port belongs to. */
  readonly group: Values | undefined;
}

/** A port of the container and of its host are the same, and the target group's when neither is given. */
async function readPorts(context: ComponentContext, given: Value | undefined): Promise<readonly Port[]> {
  const ports: Port[] = [];
  for (const item of isList(given) ? given : []) {
    const { targetGroup, containerPort, hostPort, ...rest } = properties(item);
    const group = isObject(targetGroup) ? await context.outputsOf(targetGroup) : undefined;
    const both: Values = {
      containerPort: containerPort ?? group?.port ?? hostPort ?? null,
      hostPort: hostPort ?? group?.port ?? containerPort ?? null,
    };
    const known = Object.entries({ ...both, ...rest }).filter(([, value]) => value !== null);
    ports.push({ mapping: Object.fromEntries(known), group: group && { arn: UNKNOWN, ...group } });
  }
  return ports;
}

function onLoadBalancer(containerName: string, { group }: Port): readonly Values[] {
  if (group === undefined || group.port === undefined || group.port === null) return [];
  return [{ containerName, containerPort: group.port, targetGroupArn: group.arn ?? UNKNOWN }];
}
