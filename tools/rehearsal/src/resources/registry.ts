import { acm } from "./acm.ts";
import { analytics } from "./analytics.ts";
import { apigateway } from "./apigateway.ts";
import { apigatewayv2 } from "./apigatewayv2.ts";
import { appAutoscaling } from "./app-autoscaling.ts";
import { audit } from "./audit.ts";
import { autoscaling } from "./autoscaling.ts";
import { backup } from "./backup.ts";
import { batch } from "./batch.ts";
import { budgets } from "./budgets.ts";
import { cloudflare } from "./cloudflare.ts";
import { cloudfront } from "./cloudfront.ts";
import { cloudwatch } from "./cloudwatch.ts";
import { cognito } from "./cognito.ts";
import { compute } from "./compute.ts";
import { delivery } from "./delivery.ts";
import { ecr } from "./ecr.ts";
import { ecs } from "./ecs.ts";
import { eks } from "./eks.ts";
import { elasticache } from "./elasticache.ts";
import { gateways } from "./gateways.ts";
import { iam } from "./iam.ts";
import { lambda } from "./lambda.ts";
import { lb } from "./lb.ts";
import { lightsail } from "./lightsail.ts";
import { messaging } from "./messaging.ts";
import { networkLinks } from "./network-links.ts";
import { random } from "./random.ts";
import { rds } from "./rds.ts";
import { rdsProxy } from "./rds-proxy.ts";
import { route53 } from "./route53.ts";
import type { ResourceRule, ResourceRules } from "./rule.ts";
import { s3 } from "./s3.ts";
import { secrets } from "./secrets.ts";
import { securityGroup } from "./security-group.ts";
import { serverlessRepository } from "./serverless-repository.ts";
import { serviceDiscovery } from "./service-discovery.ts";
import { storage } from "./storage.ts";
import { vpc } from "./vpc.ts";
import { wafv2 } from "./wafv2.ts";
import { workflows } from "./workflows.ts";

const RULES: readonly ResourceRules[] = [
  acm,
  analytics,
  apigateway,
  apigatewayv2,
  appAutoscaling,
  audit,
  autoscaling,
  backup,
  batch,
  budgets,
  cloudflare,
  cloudfront,
  cloudwatch,
  cognito,
  compute,
  delivery,
  ecr,
  ecs,
  eks,
  elasticache,
  gateways,
  iam,
  lambda,
  lb,
  lightsail,
  messaging,
  networkLinks,
  random,
  rds,
  rdsProxy,
  route53,
  s3,
  secrets,
  securityGroup,
  serverlessRepository,
  serviceDiscovery,
  storage,
  vpc,
  wafv2,
  workflows,
];

const BY_TYPE: ReadonlyMap<string, ResourceRule> = new Map(RULES.flatMap((rules) => Object.entries(rules)));

/** The facts about a type; none for a type that the generic rules cover alone. */
export function ruleOf(type: string): ResourceRule {
  return BY_TYPE.get(type) ?? {};
}

/** Every type that has a rule. */
export function ruledTypes(): readonly string[] {
  return [...BY_TYPE.keys()];
}
