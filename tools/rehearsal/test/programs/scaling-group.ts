// Web servers that come and go with the load, behind an application load balancer.
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

const vpc = new awsx.ec2.Vpc("web", {
  cidrBlock: "10.60.0.0/16",
  numberOfAvailabilityZones: 2,
  natGateways: { strategy: "None" },
  subnetStrategy: "Auto",
  subnetSpecs: [{ type: "Public", cidrMask: 24 }],
});
const balancer = new awsx.lb.ApplicationLoadBalancer("web", {
  subnetIds: vpc.publicSubnetIds,
  defaultTargetGroup: {
    port: 80,
    protocol: "HTTP",
    targetType: "instance",
    healthCheck: { path: "/healthy", matcher: "200-299" },
  },
});

const parameters = Object.entries({ "log-level": "info", greeting: "hello" }).map(
  ([key, value]) => new aws.ssm.Parameter(key, { name: `/web/${key}`, type: "String", value }),
);
const password = new aws.ssm.Parameter("password", {
  type: aws.ssm.ParameterType.SecureString,
  value: pulumi.secret("geheim"),
});
const image = aws.ssm.getParameterOutput({
  name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
});

const group = new aws.ec2.SecurityGroup("web", { vpcId: vpc.vpcId });
new aws.vpc.SecurityGroupIngressRule("web", {
  securityGroupId: group.id,
  referencedSecurityGroupId: balancer.loadBalancer.securityGroups.apply((ids) => ids[0] ?? ""),
  ipProtocol: "tcp",
  fromPort: 80,
  toPort: 80,
});
new aws.vpc.SecurityGroupEgressRule("web", { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" });

const role = new aws.iam.Role("web", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
});
new aws.iam.RolePolicy("web", {
  role: role,
  policy: {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "ssm:GetParameter*", Resource: parameters.map((parameter) => parameter.arn) },
    ],
  },
});
const profile = new aws.iam.InstanceProfile("web", { role: role });

const template = new aws.ec2.LaunchTemplate("web", {
  imageId: image.value,
  instanceType: "t3.small",
  iamInstanceProfile: { arn: profile.arn },
  vpcSecurityGroupIds: [group.id],
  updateDefaultVersion: true,
  userData: Buffer.from("#!/bin/bash\ndnf install -y nginx && systemctl enable --now nginx\n").toString("base64"),
  tagSpecifications: [{ resourceType: "instance", tags: { Name: "web" } }],
});
const servers = new aws.autoscaling.Group("web", {
  vpcZoneIdentifiers: vpc.publicSubnetIds,
  minSize: 1,
  maxSize: 4,
  healthCheckType: "ELB",
  healthCheckGracePeriod: 120,
  launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
  targetGroupArns: [balancer.defaultTargetGroup.arn],
  tags: [{ key: "Fleet", value: "web", propagateAtLaunch: true }],
  instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 50 } },
});
const cpu = new aws.autoscaling.Policy("cpu", {
  autoscalingGroupName: servers.name,
  policyType: "TargetTrackingScaling",
  targetTrackingConfiguration: {
    predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
    targetValue: 50,
  },
});
const out = new aws.autoscaling.Policy("out", {
  autoscalingGroupName: servers.name,
  adjustmentType: "ChangeInCapacity",
  policyType: "StepScaling",
  stepAdjustments: [{ scalingAdjustment: 1, metricIntervalLowerBound: "0" }],
});
new aws.cloudwatch.MetricAlarm("slow", {
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 3,
  metricName: "TargetResponseTime",
  namespace: "AWS/ApplicationELB",
  period: 60,
  extendedStatistic: "p95",
  threshold: 1,
  dimensions: { LoadBalancer: balancer.loadBalancer.arnSuffix },
  alarmActions: [out.arn],
});
new aws.autoscaling.Schedule("night", {
  autoscalingGroupName: servers.name,
  scheduledActionName: "night",
  recurrence: "0 22 * * *",
  minSize: 1,
  maxSize: 1,
  desiredCapacity: 1,
});
const topic = new aws.sns.Topic("fleet");
new aws.autoscaling.Notification("fleet", {
  groupNames: [servers.name],
  notifications: ["autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_TERMINATE"],
  topicArn: topic.arn,
});

export const url = pulumi.interpolate`http://${balancer.loadBalancer.dnsName}/`;
export const groupArn = servers.arn;
export const templateVersion = template.latestVersion;
export const policyArns = [cpu.arn, out.arn];
export const parameterArns = parameters.map((parameter) => parameter.arn);
export const secretValue = password.value;
export const imageId = pulumi.unsecret(image.value);
export const suffix = balancer.loadBalancer.arnSuffix;
