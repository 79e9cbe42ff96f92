import type { Value } from "../../wire/values.ts";

/** A setting that keeps a resource from being deleted. */
export interface ProtectionRow {
  readonly type: string;
  readonly property: string;
  readonly value: Value;
  readonly code: string;
  readonly message: (name: string) => string;
  readonly source: string;
}

const loadBalancer = {
  property: "enableDeletionProtection",
  value: true,
  code: "OperationNotPermitted",
  message: (name: string) => `Load balancer '${name}' cannot be deleted because deletion protection is enabled`,
  source: "Elastic Load Balancing API Reference (v2), errors of DeleteLoadBalancer",
};

/** Every setting of the kind that is held to. */
export const PROTECTIONS: readonly ProtectionRow[] = [
  {
    type: "aws:rds/instance:Instance",
    property: "deletionProtection",
    value: true,
    code: "InvalidParameterCombination",
    message: () => "Cannot delete protected DB Instance, please disable deletion protection and try again.",
    source: "Amazon RDS User Guide, Deleting a DB instance",
  },
  {
    type: "aws:rds/cluster:Cluster",
    property: "deletionProtection",
    value: true,
    code: "InvalidParameterCombination",
    message: () => "Cannot delete protected Cluster, please disable deletion protection and try again.",
    source: "Amazon Aurora User Guide, Deleting Aurora DB clusters",
  },
  { type: "aws:lb/loadBalancer:LoadBalancer", ...loadBalancer },
  { type: "aws:alb/loadBalancer:LoadBalancer", ...loadBalancer },
  {
    type: "aws:dynamodb/table:Table",
    property: "deletionProtectionEnabled",
    value: true,
    code: "ValidationException",
    message: () =>
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    source: "Amazon DynamoDB Developer Guide, Using deletion protection",
  },
  {
    type: "aws:cognito/userPool:UserPool",
    property: "deletionProtection",
    value: "ACTIVE",
    code: "InvalidParameterException",
    message: () => "The user pool cannot be deleted because deletion protection is activated.",
    source: "Amazon Cognito Developer Guide, User pool deletion protection",
  },
];
