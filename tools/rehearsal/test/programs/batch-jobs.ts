// Batch jobs on Fargate that share a file system.
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

const vpc = new awsx.ec2.Vpc("batch", {
  numberOfAvailabilityZones: 2,
  natGateways: { strategy: awsx.ec2.NatGatewayStrategy.Single },
});

const jobs = new aws.ec2.SecurityGroup("jobs", {
  vpcId: vpc.vpcId,
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
const files = new aws.ec2.SecurityGroup("files", {
  vpcId: vpc.vpcId,
  ingress: [{ protocol: "tcp", fromPort: 2049, toPort: 2049, securityGroups: [jobs.id] }],
});

const fileSystem = new aws.efs.FileSystem("shared", {
  encrypted: true,
  throughputMode: "elastic",
  lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }],
});
const mounts = vpc.privateSubnetIds.apply((ids) =>
  ids.map(
    (subnetId, index) =>
      new aws.efs.MountTarget(`shared-${index}`, { fileSystemId: fileSystem.id, subnetId, securityGroups: [files.id] }),
  ),
);
const accessPoint = new aws.efs.AccessPoint("jobs", {
  fileSystemId: fileSystem.id,
  posixUser: { uid: 1000, gid: 1000 },
  rootDirectory: { path: "/jobs", creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "755" } },
});
new aws.efs.BackupPolicy("shared", { fileSystemId: fileSystem.id, backupPolicy: { status: "ENABLED" } });

const execution = new aws.iam.Role("execution", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }),
});
new aws.iam.RolePolicyAttachment("execution", {
  role: execution.name,
  policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy,
});
const service = new aws.iam.Role("batch", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "batch.amazonaws.com" }),
});
const servicePolicy = new aws.iam.RolePolicyAttachment("batch", {
  role: service.name,
  policyArn: "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole",
});

const environment = new aws.batch.ComputeEnvironment(
  "fargate",
  {
    type: "MANAGED",
    serviceRole: service.arn,
    computeResources: {
      type: "FARGATE_SPOT",
      maxVcpus: 16,
      subnets: vpc.privateSubnetIds,
      securityGroupIds: [jobs.id],
    },
  },
  { dependsOn: [servicePolicy] },
);
const queue = new aws.batch.JobQueue("reports", {
  state: "ENABLED",
  priority: 1,
  computeEnvironmentOrders: [{ order: 0, computeEnvironment: environment.arn }],
});
const definition = new aws.batch.JobDefinition("report", {
  type: "container",
  platformCapabilities: ["FARGATE"],
  containerProperties: pulumi.jsonStringify({
    image: "public.ecr.aws/docker/library/busybox:stable",
    command: ["sh", "-c", "date > /shared/last"],
    executionRoleArn: execution.arn,
    resourceRequirements: [
      { type: "VCPU", value: "0.25" },
      { type: "MEMORY", value: "512" },
    ],
    volumes: [
      {
        name: "shared",
        efsVolumeConfiguration: {
          fileSystemId: fileSystem.id,
          transitEncryption: "ENABLED",
          authorizationConfig: { accessPointId: accessPoint.id },
        },
      },
    ],
    mountPoints: [{ sourceVolume: "shared", containerPath: "/shared" }],
  }),
  retryStrategy: { attempts: 2 },
});

export const fileSystemDns = fileSystem.dnsName;
export const fileSystemArn = fileSystem.arn;
export const mountNames = mounts.apply((all) => pulumi.all(all.map((mount) => mount.mountTargetDnsName)));
export const mountAddresses = mounts.apply((all) => pulumi.all(all.map((mount) => mount.ipAddress)));
export const accessPointArn = accessPoint.arn;
export const environmentArn = environment.arn;
export const ecsCluster = environment.ecsClusterArn;
export const queueArn = queue.arn;
export const definitionArn = definition.arn;
export const revision = definition.revision;
export const zones = vpc.privateSubnetIds.apply((ids) => ids.length);
