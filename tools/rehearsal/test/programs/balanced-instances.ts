// Two web servers behind a network load balancer with fixed addresses, in a network of their own.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const instanceType = config.get("instanceType") ?? "t3.micro";

const image = aws.ec2.getAmiOutput({
  owners: ["amazon"],
  mostRecent: true,
  filters: [
    { name: "name", values: ["al2023-ami-2023.*-x86_64"] },
    { name: "architecture", values: ["x86_64"] },
    { name: "virtualization-type", values: ["hvm"] },
  ],
});
const zones = await aws.getAvailabilityZones({ state: "available" });

const vpc = new aws.ec2.Vpc("web", {
  cidrBlock: "10.20.0.0/16",
  enableDnsHostnames: true,
  enableDnsSupport: true,
  tags: { Name: "web" },
});
const gateway = new aws.ec2.InternetGateway("web", { vpcId: vpc.id });
const routes = new aws.ec2.RouteTable("web", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
});
const subnets = zones.names.slice(0, 2).map((zone, index) => {
  const subnet = new aws.ec2.Subnet(`web-${index}`, {
    vpcId: vpc.id,
    availabilityZone: zone,
    cidrBlock: `10.20.${index}.0/24`,
    mapPublicIpOnLaunch: true,
  });
  new aws.ec2.RouteTableAssociation(`web-${index}`, { routeTableId: routes.id, subnetId: subnet.id });
  return subnet;
});

const group = new aws.ec2.SecurityGroup("web", {
  vpcId: vpc.id,
  description: "HTTP from anywhere",
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});

const role = new aws.iam.Role("web", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
});
new aws.iam.RolePolicyAttachment("ssm", {
  role: role.name,
  policyArn: aws.iam.ManagedPolicy.AmazonSSMManagedInstanceCore,
});
const profile = new aws.iam.InstanceProfile("web", { role: role.name });

const servers = subnets.map(
  (subnet, index) =>
    new aws.ec2.Instance(
      `web-${index}`,
      {
        ami: image.id,
        instanceType,
        subnetId: subnet.id,
        vpcSecurityGroupIds: [group.id],
        iamInstanceProfile: profile.name,
        metadataOptions: { httpTokens: "required" },
        rootBlockDevice: { volumeSize: 20, volumeType: "gp3", encrypted: true },
        userData: `#!/bin/bash\necho "server ${index}" > /srv/index.html\npython3 -m http.server 80 --directory /srv &\n`,
        userDataReplaceOnChange: true,
        tags: { Name: `web-${index}` },
      },
      { dependsOn: [gateway] },
    ),
);
const data = new aws.ebs.Volume("data", { availabilityZone: zones.names[0] ?? "", size: 10, type: "gp3" });
const [first] = servers;
if (!first) throw new Error("a region has at least two zones");
new aws.ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", instanceId: first.id, volumeId: data.id });

const addresses = subnets.map(
  (_subnet, index) => new aws.ec2.Eip(`web-${index}`, { domain: "vpc" }, { dependsOn: [gateway] }),
);
const balancer = new aws.lb.LoadBalancer("web", {
  loadBalancerType: "network",
  subnetMappings: subnets.map((subnet, index) => ({ subnetId: subnet.id, allocationId: addresses[index]?.id })),
  enableCrossZoneLoadBalancing: true,
});
const targets = new aws.lb.TargetGroup("web", {
  port: 80,
  protocol: "TCP",
  vpcId: vpc.id,
  targetType: "instance",
  healthCheck: { protocol: "HTTP", path: "/", port: "80" },
});
servers.forEach((server, index) => {
  new aws.lb.TargetGroupAttachment(`web-${index}`, { targetGroupArn: targets.arn, targetId: server.id, port: 80 });
});
const listener = new aws.lb.Listener("web", {
  loadBalancerArn: balancer.arn,
  port: 80,
  protocol: "TCP",
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});

export const url = pulumi.interpolate`http://${balancer.dnsName}`;
export const balancerArn = balancer.arn;
export const balancerZone = balancer.zoneId;
export const listenerArn = listener.arn;
export const addressList = addresses.map((address) => address.publicIp);
export const privateIps = servers.map((server) => server.privateIp);
export const privateNames = servers.map((server) => server.privateDns);
export const publicNames = servers.map((server) => server.publicDns);
export const serverZones = servers.map((server) => server.availabilityZone);
export const imageId = image.id;
export const imageName = image.name;
