import { testRules } from "./rules-stage.ts";

/** A task on Fargate, but for its containers. */
const FARGATE = {
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  cpu: "256",
  memory: "512",
  executionRoleArn: "r",
};
const PLAIN = { ...FARGATE, containerDefinitions: JSON.stringify([{ name: "api", image: "i" }]) };

testRules("ecs-task", {
  "container definitions are a JSON list": {
    good: PLAIN,
    bad: { containerDefinitions: "{" },
  },
  "a task definition has a container": {
    good: PLAIN,
    bad: { containerDefinitions: JSON.stringify([]) },
  },
  "each container has a name and an image": {
    good: PLAIN,
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "api" }]),
    },
  },
  "at least one container is essential": {
    good: PLAIN,
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "api", image: "i", essential: false }]),
    },
  },
  "names of containers are unique": {
    good: PLAIN,
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([
        { name: "api", image: "i" },
        { name: "api", image: "j" },
      ]),
    },
  },
  "a container depends on containers of its task": {
    good: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", dependsOn: [{ containerName: "b" }] }, { name: "b" }]),
    },
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", dependsOn: [{ containerName: "c" }] }]),
    },
  },
  "containers do not depend on each other in a circle": {
    good: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", dependsOn: [{ containerName: "b" }] }, { name: "b" }]),
    },
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([
        { name: "a", dependsOn: [{ containerName: "b" }] },
        { name: "b", dependsOn: [{ containerName: "a" }] },
      ]),
    },
  },
  "a mount point names a volume of the task": {
    good: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", mountPoints: [{ sourceVolume: "data" }] }]),
      volumes: [{ name: "data" }],
    },
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", mountPoints: [{ sourceVolume: "data" }] }]),
    },
  },
  "a container of a task without memory has memory of its own": {
    good: { containerDefinitions: JSON.stringify([{ name: "a", memory: 64 }]) },
    bad: { containerDefinitions: JSON.stringify([{ name: "a" }]) },
  },
  "a container's reservation of memory is not above its memory": {
    good: { containerDefinitions: JSON.stringify([{ name: "a", memory: 64, memoryReservation: 64 }]) },
    bad: { containerDefinitions: JSON.stringify([{ name: "a", memory: 64, memoryReservation: 65 }]) },
  },
  "containers do not have more CPU or memory than their task": {
    good: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([
        { name: "a", memory: 256 },
        { name: "b", memory: 256 },
      ]),
    },
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([
        { name: "a", memory: 256 },
        { name: "b", memory: 257 },
      ]),
    },
  },
  "with awsvpc a host port is the container's port": {
    good: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", portMappings: [{ containerPort: 80, hostPort: 80 }] }]),
    },
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", portMappings: [{ containerPort: 80, hostPort: 8080 }] }]),
    },
  },
  "a Fargate task has CPU and memory": {
    good: PLAIN,
    bad: { requiresCompatibilities: ["FARGATE"], cpu: "256", containerDefinitions: "[]" },
  },
  "a Fargate task's CPU and memory are a pair that Fargate has": {
    good: PLAIN,
    bad: { requiresCompatibilities: ["FARGATE"], cpu: "512", memory: "512", containerDefinitions: "[]" },
  },
  "a Fargate task's network mode is awsvpc": {
    good: PLAIN,
    bad: { requiresCompatibilities: ["FARGATE"], networkMode: "bridge", containerDefinitions: "[]" },
  },
  "a Fargate task has no placement constraints, host volumes, Docker volumes or shared processes": {
    good: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "api", image: "i" }]),
      volumes: [{ name: "data" }],
    },
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "api", image: "i" }]),
      volumes: [{ name: "data", hostPath: "/data" }],
    },
  },
  "a container on Fargate has no settings that only EC2 has": {
    good: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", privileged: false }]),
    },
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", privileged: true }]),
    },
  },
  "a container on Fargate logs with awslogs, splunk or awsfirelens": {
    good: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", logConfiguration: { logDriver: "awslogs" } }]),
    },
    bad: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", logConfiguration: { logDriver: "json-file" } }]),
    },
  },
  "a task that is given secrets, or on Fargate an ECR image or awslogs, has an execution role": {
    good: {
      ...FARGATE,
      containerDefinitions: JSON.stringify([{ name: "a", secrets: [{ name: "K", valueFrom: "v" }] }]),
    },
    bad: { containerDefinitions: JSON.stringify([{ name: "a", secrets: [{ name: "K", valueFrom: "v" }] }]) },
  },
});
