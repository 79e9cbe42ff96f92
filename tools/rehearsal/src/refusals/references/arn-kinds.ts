import type { ReferenceKind } from "./kind.ts";

/** Things called by ARN. */
export interface ArnKind extends ReferenceKind {
  readonly service: string;
  /** What the part after the account begins with. */
  readonly resource: string;
  /** What is cut off before the ARN is looked for: a version, a key of a secret. */
  readonly without?: RegExp;
  /** What AWS has in every account. */
  readonly except?: RegExp;
  /** A service can only use one of its own region. */
  readonly local?: boolean;
}

const MODELS = "the operation's errors in AWS's API models";
const ELB = "Elastic Load Balancing API Reference (v2), errors of CreateListener and CreateRule";
const elbv2 = { service: "elasticloadbalancing", local: true, source: ELB };
/** ECS names no code of its own for what other services own. Source: errors of CreateService. */
const ECS = { ecs: "InvalidParameterException" };

/** ARNs of which it is known what AWS says when they name nothing. Any other ARN is taken as it is. */
export const ARN_KINDS: readonly ArnKind[] = [
  {
    ...elbv2,
    resource: "loadbalancer/",
    noun: "load balancer",
    code: "LoadBalancerNotFound",
    codes: { wafv2: "WAFNonexistentItemException" },
  },
  { ...elbv2, resource: "targetgroup/", noun: "target group", code: "TargetGroupNotFound", codes: ECS },
  { ...elbv2, resource: "listener/", noun: "listener", code: "ListenerNotFound" },
  { ...elbv2, resource: "listener-rule/", noun: "rule", code: "RuleNotFound", codes: ECS },
  {
    service: "acm",
    resource: "certificate/",
    noun: "certificate",
    code: "ResourceNotFoundException",
    codes: {
      lb: "CertificateNotFound",
      cloudfront: "InvalidViewerCertificate",
      apigateway: "BadRequestException",
      apigatewayv2: "BadRequestException",
    },
    local: true,
    source: MODELS,
  },
  {
    service: "iam",
    resource: "role/",
    except: /^role\/aws-(service-role|reserved)\//,
    noun: "role",
    code: "NoSuchEntity",
    codes: {
      ecs: "ClientException",
      lambda: "InvalidParameterValueException",
      rds: "InvalidParameterValue",
      eks: "InvalidParameterException",
      sfn: "AccessDeniedException",
      backup: "InvalidParameterValueException",
      ec2: "InvalidParameterValue",
    },
    source: MODELS,
  },
  { service: "iam", resource: "policy/", noun: "policy", code: "NoSuchEntity", source: MODELS },
  {
    service: "iam",
    resource: "instance-profile/",
    noun: "instance profile",
    code: "NoSuchEntity",
    codes: { ec2: "InvalidIamInstanceProfileArn.NotFound", autoscaling: "ValidationError" },
    source: MODELS,
  },
  {
    service: "ecs",
    resource: "cluster/",
    noun: "cluster",
    code: "ClusterNotFoundException",
    local: true,
    source: MODELS,
  },
  {
    service: "ecs",
    resource: "task-definition/",
    noun: "task definition",
    code: "ClientException",
    local: true,
    source: "ECS: `ClientException: TaskDefinition not found.`",
  },
  {
    service: "ecs",
    resource: "capacity-provider/",
    noun: "capacity provider",
    code: "InvalidParameterException",
    local: true,
    source: MODELS,
  },
  {
    service: "servicediscovery",
    resource: "namespace/",
    noun: "namespace",
    code: "NamespaceNotFound",
    codes: { ecs: "NamespaceNotFoundException" },
    local: true,
    source: MODELS,
  },
  {
    service: "servicediscovery",
    resource: "service/",
    noun: "service",
    code: "ServiceNotFound",
    codes: ECS,
    local: true,
    source: MODELS,
  },
  {
    service: "logs",
    resource: "log-group:",
    without: /:\*$|:log-stream:.*$/,
    noun: "log group",
    code: "ResourceNotFoundException",
    codes: { wafv2: "WAFLogDestinationPermissionIssueException", apigatewayv2: "BadRequestException" },
    source: MODELS,
  },
  {
    service: "secretsmanager",
    resource: "secret:",
    without: /(?<=:secret:[^:]+):.*$/,
    noun: "secret",
    code: "ResourceNotFoundException",
    source: MODELS,
  },
  {
    service: "kms",
    resource: "key/",
    noun: "key",
    code: "NotFoundException",
    codes: { rds: "KMSKeyNotAccessibleFault" },
    source: MODELS,
  },
  {
    service: "kms",
    resource: "alias/",
    except: /^alias\/aws\//,
    noun: "alias",
    code: "NotFoundException",
    source: MODELS,
  },
  {
    service: "sns",
    resource: "",
    without: /(?<=:sns:[^:]*:\d+:[^:]+):.*$/,
    noun: "topic",
    code: "NotFound",
    codes: { s3: "InvalidArgument" },
    source: MODELS,
  },
  {
    service: "sqs",
    resource: "",
    noun: "queue",
    code: "QueueDoesNotExist",
    codes: { s3: "InvalidArgument", lambda: "InvalidParameterValueException" },
    source: MODELS,
  },
  {
    service: "lambda",
    resource: "function:",
    without: /(?<=:function:[^:]+):.*$/,
    noun: "function",
    code: "ResourceNotFoundException",
    codes: { s3: "InvalidArgument" },
    source: MODELS,
  },
  {
    service: "lambda",
    resource: "layer:",
    noun: "layer version",
    code: "InvalidParameterValueException",
    source: MODELS,
  },
  {
    service: "dynamodb",
    resource: "table/",
    without: /\/(stream|index)\/.*$/,
    noun: "table",
    code: "ResourceNotFoundException",
    codes: { lambda: "InvalidParameterValueException" },
    source: MODELS,
  },
  { service: "kinesis", resource: "stream/", noun: "stream", code: "ResourceNotFoundException", source: MODELS },
  {
    service: "states",
    resource: "stateMachine:",
    noun: "state machine",
    code: "StateMachineDoesNotExist",
    source: MODELS,
  },
  {
    service: "wafv2",
    resource: "",
    except: /\/managed(ruleset)?\//,
    noun: "item",
    code: "WAFNonexistentItemException",
    codes: { cloudfront: "InvalidWebACLId" },
    source: MODELS,
  },
  {
    service: "backup",
    resource: "backup-vault:",
    except: /:Default$/,
    noun: "backup vault",
    code: "ResourceNotFoundException",
    source: MODELS,
  },
  {
    service: "autoscaling",
    resource: "autoScalingGroup:",
    noun: "Auto Scaling group",
    code: "ValidationError",
    codes: { ecs: "ClientException" },
    local: true,
    source: MODELS,
  },
  { service: "rds", resource: "db:", noun: "DB instance", code: "DBInstanceNotFound", source: MODELS },
  { service: "rds", resource: "cluster:", noun: "DB cluster", code: "DBClusterNotFoundFault", source: MODELS },
  {
    service: "elasticfilesystem",
    resource: "access-point/",
    noun: "access point",
    code: "AccessPointNotFound",
    source: MODELS,
  },
  {
    service: "events",
    resource: "event-bus/",
    except: /\/default$/,
    noun: "event bus",
    code: "ResourceNotFoundException",
    source: MODELS,
  },
];

/** The kind of an ARN; undefined for one of no known kind, and for any other text. */
export function arnKind(service: string, resource: string): ArnKind | undefined {
  return ARN_KINDS.find((kind) => kind.service === service && resource.startsWith(kind.resource));
}
