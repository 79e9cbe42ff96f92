import { hasUnknown, properties, secret, UNKNOWN, type Value, type Values } from "../../wire/values.ts";
import {
  type ComponentContext,
  type ComponentMaker,
  type ComponentOutputs,
  inRegion,
  reference,
} from "../component.ts";
import { chooseLogGroup } from "../log-group.ts";
import type { Registered } from "../monitor.ts";
import { chooseRole, type RoleDefaults, shortHash, trustOf } from "../role.ts";
import { type Containers, readContainers } from "./containers.ts";
import { fargateSize } from "./fargate-size.ts";

/** Simulates `awsx.ecs.FargateTaskDefinition`: a log group, two roles and the definition. */
export const fargateTaskDefinition: ComponentMaker = (context) =>
  taskDefinition(context, ({ definitions }) => {
    const { cpu, memory } = context.inputs;
    const size = cpu === undefined || memory === undefined ? fargateSize(definitions) : undefined;
    return {
      ...context.inputs,
      cpu: cpu ?? size?.cpu ?? UNKNOWN,
      memory: memory ?? size?.memory ?? UNKNOWN,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
    };
  });

/** Simulates `awsx.ecs.EC2TaskDefinition`: the same for tasks on instances. */
export const ec2TaskDefinition: ComponentMaker = (context) =>
  taskDefinition(context, () => ({ networkMode: "awsvpc", ...context.inputs, requiresCompatibilities: ["EC2"] }));

const TASKS = { assumeRolePolicy: trustOf("ecs-tasks.amazonaws.com", "") };
const TASK: RoleDefaults = { inputs: TASKS };
const EXECUTION: RoleDefaults = {
  inputs: TASKS,
  policyArns: ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"],
};

async function taskDefinition(
  context: ComponentContext,
  complete: (containers: Containers) => Values,
): Promise<ComponentOutputs> {
  const { inputs, name } = context;
  const wish = properties(inputs.logGroup);
  const logs = wish.skip === true ? undefined : await chooseLogGroup(context, wish, inRegion(inputs));
  const task = await chooseRole(context, `${name}-task`, properties(inputs.taskRole), TASK);
  const execution = await chooseRole(context, `${name}-execution`, properties(inputs.executionRole), EXECUTION);
  const containers = await readContainers(context, logs);
  const text = hasUnknown(containers.definitions) ? UNKNOWN : JSON.stringify(containers.definitions);
  const made = await context.child(
    "aws:ecs/taskDefinition:TaskDefinition",
    name,
    {
      ...complete(containers),
      taskRoleArn: task.arn ?? null,
      executionRoleArn: execution.arn ?? null,
      family: inputs.family ?? familyOf(context, text),
      containerDefinitions: containers.secret && text !== UNKNOWN ? secret(text) : text,
    },
    {
      uses: {
        taskRoleArn: present(task.role),
        executionRoleArn: present(execution.role),
        containerDefinitions: present(logs?.made),
      },
    },
  );
  return {
    taskDefinition: reference(made),
    loadBalancers: { value: containers.loadBalancers, from: [] },
    ...(logs?.made ? { logGroup: reference(logs.made) } : {}),
    ...(task.role ? { taskRole: reference(task.role) } : {}),
    ...(execution.role ? { executionRole: reference(execution.role) } : {}),
  };
}

/** A family of its own for other containers: so the real component has it. */
function familyOf({ name, stack }: ComponentContext, containers: string): Value {
  return containers === UNKNOWN ? UNKNOWN : `${name}-${shortHash(stack + containers)}`;
}

function present(resource: Registered | undefined): readonly Registered[] {
  return resource ? [resource] : [];
}
