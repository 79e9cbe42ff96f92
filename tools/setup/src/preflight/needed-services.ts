import type { Environment } from "@strata/shared-config";

/** The regional services that an environment may need: what people call them, by the name of their endpoint. */
export const SERVICES = {
  "api.ecr": "ECR",
  acm: "Certificate Manager",
  "application-autoscaling": "Application Auto Scaling",
  autoscaling: "EC2 Auto Scaling",
  backup: "AWS Backup",
  cloudtrail: "CloudTrail",
  config: "AWS Config",
  dynamodb: "DynamoDB",
  ec2: "EC2",
  ecs: "ECS",
  elasticache: "ElastiCache",
  elasticloadbalancing: "Elastic Load Balancing",
  guardduty: "GuardDuty",
  kms: "KMS",
  lightsail: "Lightsail",
  rds: "RDS",
  s3: "S3",
  secretsmanager: "Secrets Manager",
  ssm: "Systems Manager",
  wafv2: "WAF",
} as const;

/** Name of a service's endpoint. */
export type ServiceName = keyof typeof SERVICES;

/** A service that an environment needs, and the setting that asks for it. */
export interface NeededService {
  readonly service: ServiceName;
  /** Undefined for what every environment needs. */
  readonly setting: string | undefined;
}

/** The regional services that the settings of an environment ask for. */
export function neededServices({ data, cluster, edge, observability }: Environment): readonly NeededService[] {
  const { audit } = observability;
  const asked: readonly (readonly [ServiceName, string | undefined, boolean])[] = [
    ["ec2", undefined, true],
    ["ecs", undefined, true],
    ["ssm", undefined, true],
    ["application-autoscaling", undefined, true],
    ["rds", "data.postgres.mode", data.postgres.mode === "instance" || data.postgres.mode === "aurora"],
    ["elasticache", "data.redis.mode", data.redis.mode !== "none"],
    ["backup", "data.backup.enabled", data.backup.enabled],
    ["autoscaling", "cluster.capacity.pools", Object.keys(cluster.capacity.pools).length > 0],
    ["api.ecr", "cluster.repositories", Object.keys(cluster.repositories).length > 0],
    ["elasticloadbalancing", "cluster.loadBalancer.enabled", cluster.loadBalancer.enabled],
    ["wafv2", "edge.waf.enabled", edge.waf.enabled],
    [
      "lightsail",
      "edge.router.backends",
      Object.values(edge.router?.backends ?? {}).some(({ lightsail }) => lightsail !== undefined),
    ],
    ["cloudtrail", "observability.audit.cloudTrail", audit.cloudTrail],
    ["config", "observability.audit.config", audit.config],
    ["guardduty", "observability.audit.guardDuty", audit.guardDuty],
  ];
  return asked.flatMap(([service, setting, isAsked]) => (isAsked ? [{ service, setting }] : []));
}
