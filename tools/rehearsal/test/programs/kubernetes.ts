// An EKS cluster with a group of nodes, add-ons, and roles for what runs on it.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const zones = aws.getAvailabilityZonesOutput({
  state: "available",
  filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
});
const vpc = new aws.ec2.Vpc("eks", { cidrBlock: "10.40.0.0/16", enableDnsHostnames: true });
const gateway = new aws.ec2.InternetGateway("eks", { vpcId: vpc.id });
const table = new aws.ec2.RouteTable("eks", { vpcId: vpc.id });
new aws.ec2.Route("eks", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
const subnets: aws.ec2.Subnet[] = [];
for (let index = 0; index < 3; index++) {
  const subnet = new aws.ec2.Subnet(`eks-${index}`, {
    vpcId: vpc.id,
    cidrBlock: `10.40.${index * 16}.0/20`,
    availabilityZone: zones.names.apply((names) => names[index % names.length] ?? ""),
    mapPublicIpOnLaunch: true,
    tags: { "kubernetes.io/role/elb": "1" },
  });
  new aws.ec2.RouteTableAssociation(`eks-${index}`, { subnetId: subnet.id, routeTableId: table.id });
  subnets.push(subnet);
}

const trust = (service: string) => aws.iam.assumeRolePolicyForPrincipal({ Service: service });
const clusterRole = new aws.iam.Role("cluster", { assumeRolePolicy: trust("eks.amazonaws.com") });
const clusterPolicy = new aws.iam.RolePolicyAttachment("cluster", {
  role: clusterRole.name,
  policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
});
const nodeRole = new aws.iam.Role("nodes", { assumeRolePolicy: trust("ec2.amazonaws.com") });
const nodePolicies = ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"].map(
  (policy) =>
    new aws.iam.RolePolicyAttachment(policy, { role: nodeRole.name, policyArn: `arn:aws:iam::aws:policy/${policy}` }),
);

const key = new aws.kms.Key("eks", {
  description: "Secrets of the cluster",
  enableKeyRotation: true,
  deletionWindowInDays: 7,
});
const cluster = new aws.eks.Cluster(
  "main",
  {
    roleArn: clusterRole.arn,
    version: "1.33",
    vpcConfig: {
      subnetIds: subnets.map((subnet) => subnet.id),
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
    },
    accessConfig: { authenticationMode: "API_AND_CONFIG_MAP", bootstrapClusterCreatorAdminPermissions: true },
    encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] },
    enabledClusterLogTypes: ["api", "audit"],
  },
  { dependsOn: [clusterPolicy] },
);

const nodes = new aws.eks.NodeGroup(
  "workers",
  {
    clusterName: cluster.name,
    nodeRoleArn: nodeRole.arn,
    subnetIds: subnets.map((subnet) => subnet.id),
    scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 4 },
    instanceTypes: ["t3.medium"],
    updateConfig: { maxUnavailable: 1 },
    labels: { pool: "workers" },
  },
  { dependsOn: nodePolicies, ignoreChanges: ["scalingConfig.desiredSize"] },
);

const issuer = cluster.identities.apply((identities) => identities[0]?.oidcs?.[0]?.issuer ?? "");
const oidc = new aws.iam.OpenIdConnectProvider("eks", {
  url: issuer,
  clientIdLists: ["sts.amazonaws.com"],
  thumbprintLists: ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"],
});
const driver = aws.iam.getPolicyDocumentOutput({
  statements: [
    {
      actions: ["sts:AssumeRoleWithWebIdentity"],
      principals: [{ type: "Federated", identifiers: [oidc.arn] }],
      conditions: [
        {
          test: "StringEquals",
          variable: pulumi.interpolate`${oidc.url}:sub`,
          values: ["system:serviceaccount:kube-system:ebs-csi-controller-sa"],
        },
      ],
    },
  ],
});
const driverRole = new aws.iam.Role("ebs-csi", { assumeRolePolicy: driver.json });

const addons = ["vpc-cni", "coredns", "kube-proxy"].map(
  (addonName) => new aws.eks.Addon(addonName, { clusterName: cluster.name, addonName }, { dependsOn: [nodes] }),
);
new aws.eks.Addon("ebs", {
  clusterName: cluster.name,
  addonName: "aws-ebs-csi-driver",
  serviceAccountRoleArn: driverRole.arn,
});

const admin = new aws.iam.Role("admin", {
  assumeRolePolicy: aws
    .getCallerIdentityOutput()
    .apply((me) => aws.iam.assumeRolePolicyForPrincipal({ AWS: me.accountId })),
});
const entry = new aws.eks.AccessEntry("admin", { clusterName: cluster.name, principalArn: admin.arn });
new aws.eks.AccessPolicyAssociation("admin", {
  clusterName: cluster.name,
  principalArn: entry.principalArn,
  policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
  accessScope: { type: "cluster" },
});
const token = aws.eks.getClusterAuthOutput({ name: cluster.name });

export const kubeconfig = pulumi
  .all([cluster.name, cluster.endpoint, cluster.certificateAuthority])
  .apply(([name, server, authority]) =>
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name, cluster: { server, "certificate-authority-data": authority.data } }],
    }),
  );
export const clusterArn = cluster.arn;
export const endpoint = cluster.endpoint;
export const issuerUrl = issuer;
export const oidcArn = oidc.arn;
export const nodeGroup = nodes.id;
export const nodeGroupArn = nodes.arn;
export const nodeScaling = nodes.resources;
export const addonArns = addons.map((addon) => addon.arn);
export const addonIds = addons.map((addon) => addon.id);
export const entryArn = entry.accessEntryArn;
export const driverTrust = driver.json;
export const bearer = token.token;
export const clusterGroup = cluster.vpcConfig.clusterSecurityGroupId;
export const platform = cluster.platformVersion;
