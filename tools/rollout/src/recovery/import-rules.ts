/*
 * How each type of the six layers is found again. An import id has the form that the type's page in the Pulumi registry
 * gives under "Import", which is also in the installed SDK's doc comments (`node_modules/@pulumi/aws/<module>/<type>.d.ts`);
 * the form of an ARN is that of the Service Authorization Reference. A type that a stack registers and that is not here
 * fails the test beside this table.
 */
import { afterKind, afterSlash, arnIn, type ImportRule, inputs, joined, text, wholeArn } from "./import-rule.ts";

/** One with an id of EC2's kind, which only the cloud gives. */
const ec2: ImportRule = { fromArn: afterSlash };
const byArn: ImportRule = { fromArn: wholeArn };
/** One whose name is its id. */
const named = (property = "name"): ImportRule => ({ fromInputs: inputs(property) });
const namedAndTagged = (property = "name"): ImportRule => ({ ...named(property), fromArn: afterKind });
const webAcl: ImportRule = {
  fromArn: ({ resource }) => {
    const [scope = "", , name, id] = resource.split("/");
    return `${id}/${name}/${scope === "global" ? "CLOUDFRONT" : "REGIONAL"}`;
  },
};

/** By type, as the engine writes it. */
export const IMPORT_RULES: Readonly<Record<string, ImportRule>> = {
  "aws:acm/certificate:Certificate": byArn,
  "aws:acm/certificateValidation:CertificateValidation": { again: "it only waits for the certificate" },
  "aws:appautoscaling/policy:Policy": {
    fromInputs: inputs("serviceNamespace", "resourceId", "scalableDimension", "name"),
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": { again: "PutScheduledAction writes over the one of its name" },
  "aws:appautoscaling/target:Target": { fromInputs: inputs("serviceNamespace", "resourceId", "scalableDimension") },
  "aws:autoscaling/group:Group": named(),
  "aws:backup/plan:Plan": { fromArn: afterKind },
  "aws:backup/selection:Selection": { lookUp: "backup-selection" },
  "aws:backup/vault:Vault": namedAndTagged(),
  "aws:budgets/budget:Budget": {
    fromArn: (arn) => `${arn.account}:${afterSlash(arn)}`,
    fromInputs: (given, { account }) => {
      const [owner, name] = [text(given.accountId) ?? account, text(given.name)];
      return owner === undefined || name === undefined ? undefined : `${owner}:${name}`;
    },
  },
  "aws:cfg/deliveryChannel:DeliveryChannel": named(),
  "aws:cfg/recorder:Recorder": named(),
  "aws:cfg/recorderStatus:RecorderStatus": named(),
  "aws:cloudfront/distribution:Distribution": { fromArn: afterSlash },
  "aws:cloudtrail/trail:Trail": byArn,
  "aws:cloudwatch/dashboard:Dashboard": named("dashboardName"),
  "aws:cloudwatch/logGroup:LogGroup": {
    ...named(),
    fromArn: (arn) => afterKind(arn).replace(/:\*$/, ""),
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": named("policyName"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": namedAndTagged(),
  "aws:cloudwatch/queryDefinition:QueryDefinition": { lookUp: "query-definition" },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    again: "it takes the VPC's own group over, which is there once",
  },
  "aws:ec2/eip:Eip": ec2,
  "aws:ec2/flowLog:FlowLog": ec2,
  "aws:ec2/internetGateway:InternetGateway": ec2,
  "aws:ec2/launchTemplate:LaunchTemplate": ec2,
  "aws:ec2/natGateway:NatGateway": ec2,
  "aws:ec2/route:Route": {
    fromInputs: (given) => {
      const [table, target] = [
        text(given.routeTableId),
        text(given.destinationCidrBlock) ?? text(given.destinationIpv6CidrBlock) ?? text(given.destinationPrefixListId),
      ];
      return table === undefined || target === undefined ? undefined : `${table}_${target}`;
    },
  },
  "aws:ec2/routeTable:RouteTable": ec2,
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    fromInputs: (given) => inputs("subnetId", "routeTableId")(given) ?? inputs("gatewayId", "routeTableId")(given),
  },
  "aws:ec2/securityGroup:SecurityGroup": ec2,
  "aws:ec2/subnet:Subnet": ec2,
  "aws:ec2/vpc:Vpc": ec2,
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2,
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": named("repository"),
  "aws:ecr/repository:Repository": namedAndTagged(),
  "aws:ecs/capacityProvider:CapacityProvider": byArn,
  "aws:ecs/cluster:Cluster": namedAndTagged(),
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": named("clusterName"),
  "aws:ecs/service:Service": {
    fromArn: afterKind,
    fromInputs: (given) => {
      const [cluster, name] = [arnIn(given.cluster), text(given.name)];
      if (cluster === undefined || name === undefined) return undefined;
      return `${cluster.resource === "" ? cluster.text : afterKind(cluster)}/${name}`;
    },
  },
  "aws:ecs/taskDefinition:TaskDefinition": byArn,
  "aws:elasticache/cluster:Cluster": { fromArn: afterKind, fromInputs: inputs("clusterId") },
  "aws:elasticache/parameterGroup:ParameterGroup": namedAndTagged(),
  "aws:elasticache/replicationGroup:ReplicationGroup": { fromArn: afterKind, fromInputs: inputs("replicationGroupId") },
  "aws:elasticache/subnetGroup:SubnetGroup": namedAndTagged(),
  "aws:guardduty/detector:Detector": { fromArn: afterSlash },
  "aws:iam/instanceProfile:InstanceProfile": named(),
  "aws:iam/role:Role": named(),
  "aws:iam/rolePolicy:RolePolicy": { fromInputs: joined(":", "role", "name") },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { fromInputs: inputs("role", "policyArn") },
  "aws:lb/listener:Listener": byArn,
  "aws:lb/listenerRule:ListenerRule": byArn,
  "aws:lb/loadBalancer:LoadBalancer": byArn,
  "aws:lb/targetGroup:TargetGroup": byArn,
  "aws:lightsail/instance:Instance": named(),
  "aws:lightsail/instancePublicPorts:InstancePublicPorts": { again: "PutInstancePublicPorts sets them all each time" },
  "aws:rds/cluster:Cluster": { fromArn: afterKind, fromInputs: inputs("clusterIdentifier") },
  "aws:rds/clusterInstance:ClusterInstance": { fromArn: afterKind, fromInputs: inputs("identifier") },
  "aws:rds/instance:Instance": { fromArn: afterKind, fromInputs: inputs("identifier") },
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    byHand:
      "aws rds describe-db-instance-automated-backups --query 'DBInstanceAutomatedBackups[].DBInstanceAutomatedBackupsArn'",
  },
  "aws:rds/parameterGroup:ParameterGroup": namedAndTagged(),
  "aws:rds/subnetGroup:SubnetGroup": namedAndTagged(),
  "aws:route53/record:Record": {
    fromInputs: (given) => {
      // Written small and without the last dot. Source: terraform-provider-aws, internal/service/route53 (createRecordImportID).
      const name = text(given.name)?.toLowerCase().replace(/\.$/, "");
      const id = joined("_", "zoneId", "name", "type")({ ...given, name });
      const set = text(given.setIdentifier);
      return id === undefined || set === undefined ? id : `${id}_${set}`;
    },
  },
  "aws:route53/zone:Zone": { fromArn: afterSlash },
  "aws:s3/bucket:Bucket": { fromArn: ({ resource }) => resource, fromInputs: inputs("bucket") },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": named("bucket"),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": named("bucket"),
  "aws:s3/bucketPolicy:BucketPolicy": named("bucket"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": named("bucket"),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": named("bucket"),
  "aws:s3/bucketVersioning:BucketVersioning": named("bucket"),
  "aws:secretsmanager/secret:Secret": byArn,
  "aws:secretsmanager/secretRotation:SecretRotation": named("secretId"),
  "aws:secretsmanager/secretVersion:SecretVersion": { lookUp: "secret-version" },
  "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": {
    fromInputs: (given) => {
      const name = text(given.name);
      // The serverless repository puts its own name before the stack's.
      return name === undefined ? undefined : `serverlessrepo-${name.replace(/^serverlessrepo-/, "")}`;
    },
  },
  "aws:servicediscovery/httpNamespace:HttpNamespace": { fromArn: afterSlash },
  "aws:sns/topic:Topic": byArn,
  "aws:sns/topicPolicy:TopicPolicy": named("arn"),
  "aws:sns/topicSubscription:TopicSubscription": { again: "Subscribe gives the subscription that is there already" },
  "aws:ssm/parameter:Parameter": named(),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ec2,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ec2,
  "aws:wafv2/ipSet:IpSet": webAcl,
  "aws:wafv2/webAcl:WebAcl": webAcl,
  "aws:wafv2/webAclAssociation:WebAclAssociation": { fromInputs: joined(",", "webAclArn", "resourceArn") },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": named("resourceArn"),
  "cloudflare:index/dnsRecord:DnsRecord": { lookUp: "dns-record" },
  "cloudflare:index/workersCustomDomain:WorkersCustomDomain": {
    again: "Cloudflare attaches a hostname to a Worker once, however often it is asked",
  },
  "cloudflare:index/workersScript:WorkersScript": { fromInputs: inputs("accountId", "scriptName") },
  "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig": {
    again: "a tunnel has one configuration, which each PUT sets as a whole",
  },
};

/** The rule of a type; undefined for one that no layer has. */
export function importRule(type: string): ImportRule | undefined {
  return IMPORT_RULES[type];
}

/** Whether a cloud holds what this type makes: random values and components are in the state alone. */
export function isInCloud(type: string): boolean {
  return /^(aws|cloudflare):/.test(type);
}
