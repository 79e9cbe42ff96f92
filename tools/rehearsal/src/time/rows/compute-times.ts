/* What runs. For "apply logs" see network-times.ts. */
import { row, type TimeRow } from "../time.ts";

const SERVICE = "aws:ecs/service:Service";

/** Clusters, services, instances and functions. */
export const computeTimes: readonly TimeRow[] = [
  row("aws:ecs/cluster:Cluster", "create", [5, 10, 12], "reported", "6 apply logs: 5 to 12 s"),
  row("aws:ecs/cluster:Cluster", "delete", [1, 5, 60], "estimated", "waits while a capacity provider is let go"),
  row(
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    "create",
    [1, 10, 60],
    "estimated",
    "waits until the attachments are there",
  ),
  row(SERVICE, "create", [120, 180, 600], "estimated", "start of a task, its health checks, then steady", [
    "waitForSteadyState",
    true,
  ]),
  row(SERVICE, "create", [1, 1, 2], "reported", "2 apply logs without waiting for a steady state: 1 s"),
  row(SERVICE, "update", [120, 240, 900], "estimated", "new tasks start before old ones drain, then steady", [
    "waitForSteadyState",
    true,
  ]),
  row(SERVICE, "update", [1, 2, 5], "estimated", "does not wait for the deployment"),
  row(
    SERVICE,
    "delete",
    [15, 120, 600],
    "documented",
    "tasks drain: a target group's deregistration delay is 300 s by default, a task has 30 s to stop",
  ),
  row(
    "aws:autoscaling/group:Group",
    "create",
    [41, 45, 120],
    "reported",
    "6 apply logs: 41 to 47 s; waits until the instances it wants are healthy, 10 min at most",
  ),
  row("aws:autoscaling/group:Group", "update", [2, 10, 60], "estimated", "does not wait for an instance refresh"),
  row("aws:autoscaling/group:Group", "delete", [88, 300, 394], "reported", "3 destroy logs: 88 to 394 s"),
  row("aws:ec2/instance:Instance", "create", [10, 16, 42], "reported", "8 apply logs: 10 to 42 s"),
  row("aws:ec2/instance:Instance", "delete", [30, 45, 120], "estimated", "waits until terminated"),
  row("aws:iam/instanceProfile:InstanceProfile", "create", [1, 6, 8], "reported", "10 apply logs: 1 to 8 s"),
  row(
    "aws:lambda/function:Function",
    "create",
    [8, 11, 25],
    "reported",
    "10 apply logs: 8 to 25 s, of which most until the new role is known",
  ),
  row("aws:lambda/function:Function", "update", [5, 8, 20], "estimated", "waits until the update is done"),
  row(
    "aws:lambda/function:Function",
    "delete",
    [1, 1, 5],
    "estimated",
    "interfaces in a VPC go later, and hold their subnets",
  ),
  row("aws:eks/cluster:Cluster", "create", [503, 600, 683], "reported", "10 apply logs: 503 to 683 s"),
  row("aws:eks/cluster:Cluster", "update", [60, 600, 1500], "estimated", "a new version takes as long as a new one"),
  row("aws:eks/cluster:Cluster", "delete", [90, 180, 600], "estimated", "the provider waits 15 min at most"),
  row("aws:eks/nodeGroup:NodeGroup", "create", [88, 119, 201], "reported", "8 apply logs: 88 to 201 s"),
  row("aws:eks/nodeGroup:NodeGroup", "delete", [120, 240, 600], "estimated", "instances drain"),
  row("aws:eks/fargateProfile:FargateProfile", "create", [60, 120, 240], "estimated", "waits until active"),
  row("aws:eks/addon:Addon", "create", [10, 30, 300], "estimated", "waits until its pods run"),
  row("aws:lightsail/instance:Instance", "create", [15, 35, 90], "estimated", "waits until it runs"),
  row("aws:lightsail/instance:Instance", "delete", [5, 15, 60], "estimated", "waits until it is gone"),
  row("aws:apprunner/service:Service", "create", [180, 300, 600], "estimated", "waits until it runs"),
  row("aws:sfn/stateMachine:StateMachine", "create", [1, 5, 30], "estimated", "repeated until the new role is known"),
  row("aws:sfn/stateMachine:StateMachine", "delete", [10, 30, 60], "estimated", "waits while executions end"),
  row(
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
    "create",
    [40, 75, 150],
    "estimated",
    "a CloudFormation stack with a role and a function",
  ),
  row(
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
    "delete",
    [30, 60, 1200],
    "estimated",
    "a function in a VPC lets its interfaces go within 20 min",
  ),
];
