import { parseJson } from "../../wire/equality.ts";
import { isObject, text, texts, type Values } from "../../wire/values.ts";
import type { Attempt } from "../attempt.ts";
import { amount, firstTwice, isSet, objects } from "./read.ts";
import type { Rule, Rules } from "./rule.ts";

const REGISTER = "Amazon ECS API Reference, RegisterTaskDefinition";
const PARAMETERS = "Amazon ECS Developer Guide, Task definition parameters";
const FARGATE = "Amazon ECS Developer Guide, Task definition differences for Fargate";

/** Memory in MiB that goes with each CPU: first, last, step. Source: Task definition parameters, Task size. */
const MEMORY: Readonly<Record<number, readonly [number, number, number]>> = {
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16384, 1024],
  4096: [8192, 30720, 1024],
  8192: [16384, 61440, 4096],
  16384: [32768, 122880, 8192],
};

/** What a container on Fargate may not have. Source: Task definition differences for Fargate. */
const EC2_ONLY = [
  "disableNetworking",
  "dnsSearchDomains",
  "dnsServers",
  "dockerSecurityOptions",
  "extraHosts",
  "links",
  "hostname",
];
const LINUX_EC2_ONLY = ["devices", "maxSwap", "sharedMemorySize", "swappiness", "tmpfs"];

/** Task definitions. Those of the JSON text are asked only where it parses. */
export const ecsTask: Rules = [
  task("container definitions are a JSON list", "ClientException", REGISTER, ({ inputs }) =>
    Array.isArray(parseJson(text(inputs.containerDefinitions) ?? "[]"))
      ? undefined
      : "Container definitions are invalid: not a JSON list.",
  ),
  task("a task definition has a container", "ClientException", REGISTER, (attempt) =>
    containersOf(attempt.inputs)?.length === 0 ? "Container list cannot be empty." : undefined,
  ),
  containers("each container has a name and an image", REGISTER, (list) => {
    const bad = list.find(({ name, image }) => !isSet(name) || !isSet(image));
    return bad && `Container.${isSet(bad.name) ? "image" : "name"} should not be null or empty.`;
  }),
  containers("at least one container is essential", PARAMETERS, (list) =>
    list.length === 0 || list.some(({ essential }) => essential !== false)
      ? undefined
      : "At least one container must be marked as essential.",
  ),
  containers(
    "names of containers are unique",
    PARAMETERS,
    (list) =>
      firstTwice(list.map(({ name }) => text(name))) && "Container.name should be unique within a task definition.",
  ),
  containers("a container depends on containers of its task", PARAMETERS, (list) => {
    const names = list.map(({ name }) => text(name));
    const bad = list.flatMap(dependencies).find((name) => !names.includes(name));
    return bad && `Container dependency '${bad}' is not a container of the task definition.`;
  }),
  containers("containers do not depend on each other in a circle", PARAMETERS, (list) => {
    const next = new Map(list.map((one) => [text(one.name) ?? "", dependencies(one)]));
    const reaches = (from: string, to: string, seen: Set<string>): boolean =>
      (next.get(from) ?? []).some((name) => name === to || (!seen.has(name) && reaches(name, to, seen.add(name))));
    const bad = [...next.keys()].find((name) => reaches(name, name, new Set()));
    return bad && `Container dependencies form a circle through '${bad}'.`;
  }),
  containers("a mount point names a volume of the task", REGISTER, (list, inputs) => {
    const volumes = objects(inputs.volumes).map(({ name }) => name);
    const bad = list
      .flatMap(({ mountPoints }) => objects(mountPoints))
      .find(({ sourceVolume }) => isSet(sourceVolume) && !volumes.includes(sourceVolume ?? null));
    return bad && `Unknown volume '${bad.sourceVolume}'.`;
  }),
  containers("a container of a task without memory has memory of its own", PARAMETERS, (list, inputs) => {
    const bad = isSet(inputs.memory)
      ? undefined
      : list.find((one) => !isSet(one.memory) && !isSet(one.memoryReservation));
    return (
      bad &&
      `Invalid setting for container '${bad.name}'. At least one of 'memory' or 'memoryReservation' must be specified.`
    );
  }),
  containers("a container's reservation of memory is not above its memory", PARAMETERS, (list) => {
    const bad = list.find(
      (one) => (amount(one.memoryReservation) ?? 0) > (amount(one.memory) ?? Number.POSITIVE_INFINITY),
    );
    return (
      bad &&
      `Invalid setting for container '${bad.name}'. 'memoryReservation' should be less than or equal to 'memory'.`
    );
  }),
  containers("containers do not have more CPU or memory than their task", PARAMETERS, (list, inputs) => {
    const over = ["cpu", "memory"].find((name) => {
      const limit = amount(inputs[name]);
      return limit !== undefined && list.reduce((sum, one) => sum + (amount(one[name]) ?? 0), 0) > limit;
    });
    return over && `The total ${over} of the containers exceeds the task's.`;
  }),
  containers("with awsvpc a host port is the container's port", PARAMETERS, (list, inputs) => {
    const bad =
      inputs.networkMode === "awsvpc" &&
      list
        .flatMap(({ portMappings }) => objects(portMappings))
        .some(
          ({ hostPort, containerPort }) => (amount(hostPort) ?? 0) !== 0 && amount(hostPort) !== amount(containerPort),
        );
    return bad ? "When networkMode=awsvpc, the host ports and container ports in port mappings must match." : undefined;
  }),
  task("a Fargate task has CPU and memory", "ClientException", FARGATE, ({ inputs }) =>
    isFargate(inputs) && !(isSet(inputs.cpu) && isSet(inputs.memory))
      ? "Fargate requires that 'cpu' and 'memory' be defined at the task level."
      : undefined,
  ),
  task("a Fargate task's CPU and memory are a pair that Fargate has", "ClientException", PARAMETERS, ({ inputs }) => {
    const [cpu, memory] = [sizeOf(inputs.cpu, 1024, "vcpu"), sizeOf(inputs.memory, 1024, "gb")];
    if (!isFargate(inputs) || cpu === undefined || memory === undefined || isPair(cpu, memory)) return undefined;
    return `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`;
  }),
  task("a Fargate task's network mode is awsvpc", "ClientException", FARGATE, ({ inputs }) =>
    isFargate(inputs) && inputs.networkMode !== "awsvpc" ? "Fargate only supports network mode 'awsvpc'." : undefined,
  ),
  task(
    "a Fargate task has no placement constraints, host volumes, Docker volumes or shared processes",
    "ClientException",
    FARGATE,
    ({ inputs }) => {
      if (!isFargate(inputs)) return undefined;
      const volume = objects(inputs.volumes).find((one) => isSet(one.hostPath) || isSet(one.dockerVolumeConfiguration));
      const bad = isSet(inputs.placementConstraints)
        ? "placementConstraints"
        : isSet(inputs.ipcMode)
          ? "ipcMode"
          : volume && "volume with a host path or a Docker driver";
      return bad && `Fargate compatible task definitions do not support ${bad}.`;
    },
  ),
  containers("a container on Fargate has no settings that only EC2 has", FARGATE, (list, inputs) => {
    if (!isFargate(inputs)) return undefined;
    const bad = list.flatMap((one) => {
      const linux = isObject(one.linuxParameters) ? one.linuxParameters : {};
      const gpu = objects(one.resourceRequirements).length > 0 ? ["resourceRequirements"] : [];
      return [
        ...EC2_ONLY.filter((name) => isSet(one[name]) && one[name] !== false),
        ...LINUX_EC2_ONLY.filter((name) => isSet(linux[name])),
        ...(one.privileged === true ? ["privileged"] : []),
        ...gpu,
      ];
    })[0];
    return bad && `Fargate compatible task definitions do not support ${bad}.`;
  }),
  containers("a container on Fargate logs with awslogs, splunk or awsfirelens", FARGATE, (list, inputs) => {
    const drivers = list.flatMap((one) =>
      isObject(one.logConfiguration) ? (text(one.logConfiguration.logDriver) ?? []) : [],
    );
    const bad = isFargate(inputs)
      ? drivers.find((driver) => !["awslogs", "splunk", "awsfirelens"].includes(driver))
      : undefined;
    return bad && `Fargate compatible task definitions do not support log driver ${bad}.`;
  }),
  containers(
    "a task that is given secrets, or on Fargate an ECR image or awslogs, has an execution role",
    REGISTER,
    (list, inputs) => {
      if (isSet(inputs.executionRoleArn)) return undefined;
      if (list.some(({ secrets }) => isSet(secrets)))
        return "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.";
      if (!isFargate(inputs)) return undefined;
      if (list.some(({ image }) => (text(image) ?? "").includes(".dkr.ecr.")))
        return "Fargate requires task definition to have execution role ARN to support ECR images.";
      const logs = list.some((one) => isObject(one.logConfiguration) && one.logConfiguration.logDriver === "awslogs");
      return logs
        ? "Fargate requires task definition to have execution role ARN to support log driver awslogs."
        : undefined;
    },
  ),
];

/** The containers in a task definition's text; undefined where it does not parse. */
export function containersOf(inputs: Values): readonly Values[] | undefined {
  const parsed = parseJson(text(inputs.containerDefinitions) ?? "");
  return Array.isArray(parsed) ? parsed.filter(isObject) : undefined;
}

/** Whether a task definition says that it is for Fargate. */
export function isFargate(inputs: Values): boolean {
  return texts(inputs.requiresCompatibilities).includes("FARGATE");
}

function task(rule: string, code: string, source: string, broken: Rule["broken"]): Rule {
  return { types: ["aws:ecs/taskDefinition:TaskDefinition"], rule, code, source, on: ["create"], broken };
}

function containers(
  rule: string,
  source: string,
  broken: (list: readonly Values[], inputs: Values) => string | undefined,
): Rule {
  const asked = ({ inputs }: Attempt) => {
    const list = containersOf(inputs);
    return list && broken(list, inputs);
  };
  return task(rule, "ClientException", source, asked);
}

function dependencies(container: Values): readonly string[] {
  return objects(container.dependsOn).flatMap(({ containerName }) => text(containerName) ?? []);
}

/** 1024, "1024", "1 vCPU" and "2 GB" as ECS reads them. */
function sizeOf(value: Values[string] | undefined, unit: number, word: string): number | undefined {
  const written = /^\s*([\d.]+)\s*([a-z]*)\s*$/i.exec(String(value ?? ""));
  if (!written) return undefined;
  return written[2]?.toLowerCase() === word ? Number(written[1]) * unit : Number(written[1]);
}

function isPair(cpu: number, memory: number): boolean {
  if (cpu === 256) return [512, 1024, 2048].includes(memory);
  const [first, last, step] = MEMORY[cpu] ?? [1, 0, 1];
  return memory >= first && memory <= last && (memory - first) % step === 0;
}
