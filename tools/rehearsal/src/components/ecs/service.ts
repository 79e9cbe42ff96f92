import { Refusal } from "../../operations/cloud.ts";
import { properties, UNKNOWN, type Value, type Values } from "../../wire/values.ts";
import { OPEN } from "../application-load-balancer.ts";
import {
  type ComponentContext,
  type ComponentMaker,
  type ComponentOutputs,
  inRegion,
  reference,
  type Sourced,
} from "../component.ts";
import { findDefaultNetwork } from "../default-vpc.ts";
import type { Registered } from "../monitor.ts";
import { ec2TaskDefinition, fargateTaskDefinition } from "./task-definition.ts";

/** Simulates `awsx.ecs.FargateService`: a service, and its task definition and network where none are given. */
export const fargateService: ComponentMaker = async (context) => {
  const { inputs } = context;
  if (inputs.networkConfiguration !== undefined && inputs.assignPublicIp !== undefined) {
    throw new Refusal("Only one of `networkConfiguration` or `assignPublicIp` can be provided.");
  }
  const tasks = await tasksOf(context, "awsx:ecs:FargateTaskDefinition", fargateTaskDefinition);
  checkCapacity(inputs);
  const network = inputs.networkConfiguration === undefined ? await defaultNetwork(context) : undefined;
  const given = { desiredCount: 1, ...inputs, ...(network ? { networkConfiguration: network.value } : {}) };
  return service(context, tasks, given, "FARGATE", network?.from ?? []);
};

/** Simulates `awsx.ecs.EC2Service`: a service on instances, and its task definition where none is given. */
export const ec2Service: ComponentMaker = async (context) => {
  const tasks = await tasksOf(context, "awsx:ecs:EC2TaskDefinition", ec2TaskDefinition);
  checkCapacity(context.inputs);
  return service(context, tasks, context.inputs, "EC2", []);
};

/** What the service runs, and the outputs of the component that was made for it. */
interface Tasks {
  readonly arn: Value;
  readonly made: ComponentOutputs;
}

async function tasksOf(context: ComponentContext, type: string, make: ComponentMaker): Promise<Tasks> {
  const { taskDefinition, taskDefinitionArgs } = context.inputs;
  if (taskDefinition !== undefined && taskDefinitionArgs !== undefined) {
    throw new Refusal("Only one of `taskDefinition` or `taskDefinitionArgs` can be provided.");
  }
  if (taskDefinition !== undefined) return { arn: taskDefinition, made: {} };
  if (taskDefinitionArgs === undefined) {
    throw new Refusal("Either `taskDefinition` or `taskDefinitionArgs` must be provided.");
  }
  const made = await context.component(type, context.name, properties(taskDefinitionArgs), make);
  return { arn: made.taskDefinition?.from[0]?.outputs.arn ?? UNKNOWN, made };
}

/** ECS takes the cluster's own capacity providers only where the service says nothing. */
function checkCapacity(inputs: Values): void {
  if (inputs.capacityProviderStrategies === undefined || inputs.useClusterDefaultCapacityProviderStrategy !== true) {
    return;
  }
  throw new Refusal(
    "Only one of `capacityProviderStrategies` or `useClusterDefaultCapacityProviderStrategy` can be provided.",
  );
}

async function service(
  context: ComponentContext,
  tasks: Tasks,
  inputs: Values,
  launchType: string,
  network: readonly Registered[],
): Promise<ComponentOutputs> {
  const { continueBeforeSteadyState: hasty = false } = inputs;
  const byCapacity =
    inputs.capacityProviderStrategies !== undefined || inputs.useClusterDefaultCapacityProviderStrategy === true;
  const definition = tasks.made.taskDefinition;
  const made = await context.child(
    "aws:ecs/service:Service",
    context.name,
    {
      ...inputs,
      launchType: byCapacity ? null : launchType,
      loadBalancers: inputs.loadBalancers ?? tasks.made.loadBalancers?.value ?? null,
      waitForSteadyState: typeof hasty === "boolean" ? !hasty : UNKNOWN,
      taskDefinition: tasks.arn,
    },
    { uses: { taskDefinition: definition?.from ?? [], networkConfiguration: network } },
  );
  return { service: reference(made), ...(definition ? { taskDefinition: definition } : {}) };
}

/** The default VPC's private subnets, or its public ones for tasks with public addresses, and an open group. */
async function defaultNetwork(context: ComponentContext): Promise<Sourced> {
  const { assignPublicIp = false } = context.inputs;
  const found = await findDefaultNetwork(context);
  const group = await context.child("aws:ec2/securityGroup:SecurityGroup", `${context.name}-sg`, {
    description: "Managed by Pulumi",
    ...inRegion(context.inputs),
    vpcId: found.vpcId,
    ...OPEN,
  });
  if (assignPublicIp === false && found.privateSubnetIds.length === 0) {
    throw new Refusal(
      "The default VPC does not have any private subnets. Set `assignPublicIp` to `true`, provide `networkConfiguration`, or add private subnets to the default VPC.",
    );
  }
  const subnets =
    assignPublicIp === UNKNOWN ? UNKNOWN : assignPublicIp === true ? found.publicSubnetIds : found.privateSubnetIds;
  return { value: { subnets, assignPublicIp, securityGroups: [group.id] }, from: [group] };
}
