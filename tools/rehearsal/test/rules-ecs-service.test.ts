import { type There, testRules } from "./rules-stage.ts";

const SERVICES: readonly There[] = [
  [
    "aws:ecs/cluster:Cluster",
    "arn:aws:ecs:eu-central-1:1:cluster/main",
    {},
    { name: "main", arn: "arn:aws:ecs:eu-central-1:1:cluster/main" },
  ],
  [
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    "main",
    { clusterName: "main", capacityProviders: ["FARGATE"] },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    "api",
    {
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      taskRoleArn: "r",
      containerDefinitions: JSON.stringify([{ name: "api", portMappings: [{ containerPort: 80, name: "http" }] }]),
    },
    { arn: "td:1", revision: 1 },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    "ec2",
    { networkMode: "bridge", requiresCompatibilities: ["EC2"], containerDefinitions: "[]" },
    { arn: "ec2:1", revision: 1 },
  ],
  ["aws:lb/targetGroup:TargetGroup", "arn:tg", { targetType: "ip" }],
  ["aws:lb/targetGroup:TargetGroup", "arn:instances", { targetType: "instance" }],
  [
    "aws:lb/listener:Listener",
    "l",
    {
      loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/w/1",
      defaultActions: [{ targetGroupArn: "arn:tg", type: "forward" }],
    },
  ],
  ["aws:ecs/service:Service", "s", { name: "taken", cluster: "main" }],
];

testRules("ecs-service", {
  "a service's target group hangs on a listener": {
    there: SERVICES,
    good: { loadBalancers: [{ targetGroupArn: "arn:tg" }] },
    bad: { loadBalancers: [{ targetGroupArn: "arn:instances" }] },
  },
  "a service's load balancer names a container of its task definition": {
    there: SERVICES,
    good: { taskDefinition: "td:1", loadBalancers: [{ containerName: "api", containerPort: 80 }] },
    bad: { taskDefinition: "td:1", loadBalancers: [{ containerName: "web", containerPort: 80 }] },
  },
  "a service's load balancer names a port of its container": {
    there: SERVICES,
    good: { taskDefinition: "api", loadBalancers: [{ containerName: "api", containerPort: 80 }] },
    bad: { taskDefinition: "api", loadBalancers: [{ containerName: "api", containerPort: 81 }] },
  },
  "a service of an awsvpc task has a network configuration": {
    there: SERVICES,
    good: { taskDefinition: "td:1", networkConfiguration: { subnets: ["a"] } },
    bad: { taskDefinition: "td:1" },
  },
  "a service of another network mode has no network configuration": {
    there: SERVICES,
    good: { taskDefinition: "ec2:1" },
    bad: { taskDefinition: "ec2:1", networkConfiguration: { subnets: ["a"] } },
  },
  "a target group of an awsvpc service has targets by address": {
    there: SERVICES,
    good: { taskDefinition: "td:1", loadBalancers: [{ targetGroupArn: "arn:tg" }] },
    bad: { taskDefinition: "td:1", loadBalancers: [{ targetGroupArn: "arn:instances" }] },
  },
  "a service has a launch type or a capacity provider strategy, not both": {
    there: SERVICES,
    good: { launchType: "FARGATE" },
    bad: { launchType: "FARGATE", capacityProviderStrategies: [{ capacityProvider: "FARGATE" }] },
  },
  "a service's capacity provider is associated with its cluster": {
    there: SERVICES,
    good: { cluster: "main", capacityProviderStrategies: [{ capacityProvider: "FARGATE" }] },
    bad: { cluster: "main", capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] },
  },
  "a capacity provider strategy is of Fargate or of Auto Scaling groups, not both": {
    there: SERVICES,
    good: { capacityProviderStrategies: [{ capacityProvider: "FARGATE" }, { capacityProvider: "FARGATE_SPOT" }] },
    bad: { capacityProviderStrategies: [{ capacityProvider: "FARGATE" }, { capacityProvider: "hosts" }] },
  },
  "a capacity provider strategy has a weight above 0, and one base": {
    there: SERVICES,
    good: { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1, base: 1 }] },
    bad: { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 0 }] },
  },
  "a service on Fargate has a task definition for Fargate": {
    there: SERVICES,
    good: { taskDefinition: "td:1", launchType: "FARGATE" },
    bad: { taskDefinition: "ec2:1", launchType: "FARGATE" },
  },
  "a service's name is there once in its cluster": {
    there: SERVICES,
    good: { name: "free", cluster: "main" },
    bad: { name: "taken", cluster: "main" },
  },
  "a grace period for health checks needs a load balancer": {
    there: SERVICES,
    good: { healthCheckGracePeriodSeconds: 60, loadBalancers: [{}] },
    bad: { healthCheckGracePeriodSeconds: 60 },
  },
  "Service Connect has a namespace, its own or its cluster's": {
    there: SERVICES,
    good: {
      cluster: "arn:aws:ecs:eu-central-1:1:cluster/main",
      serviceConnectConfiguration: { enabled: true, namespace: "n" },
    },
    bad: { cluster: "arn:aws:ecs:eu-central-1:1:cluster/main", serviceConnectConfiguration: { enabled: true } },
  },
  "Service Connect names ports that the task definition names": {
    there: SERVICES,
    good: { taskDefinition: "td:1", serviceConnectConfiguration: { enabled: true, services: [{ portName: "http" }] } },
    bad: { taskDefinition: "td:1", serviceConnectConfiguration: { enabled: true, services: [{ portName: "grpc" }] } },
  },
  "a service that allows commands has a task role": {
    there: SERVICES,
    good: { taskDefinition: "td:1", enableExecuteCommand: true },
    bad: { taskDefinition: "ec2:1", enableExecuteCommand: true },
  },
  "a cluster's default strategy is of capacity providers that it has": {
    good: { capacityProviders: ["FARGATE"], defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE" }] },
    bad: { capacityProviders: ["FARGATE"], defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] },
  },
  "a capacity provider's name does not begin with aws, ecs or fargate": {
    good: { name: "hosts" },
    bad: { name: "aws-hosts" },
  },
  "managed termination protection needs an Auto Scaling group that protects new instances from scale-in": {
    there: [
      ["aws:autoscaling/group:Group", "g", { protectFromScaleIn: true }, { arn: "arn:good" }],
      ["aws:autoscaling/group:Group", "h", {}, { arn: "arn:bad" }],
    ],
    good: { autoScalingGroupProvider: { autoScalingGroupArn: "arn:good", managedTerminationProtection: "ENABLED" } },
    bad: { autoScalingGroupProvider: { autoScalingGroupArn: "arn:bad", managedTerminationProtection: "ENABLED" } },
  },
});
