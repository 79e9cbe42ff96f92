import { cloudflare } from "./cloudflare.ts";
import { compute } from "./compute.ts";
import { domains } from "./domains.ts";
import { ecr } from "./ecr.ts";
import { ecs } from "./ecs.ts";
import { elasticache } from "./elasticache.ts";
import { gateways } from "./gateways.ts";
import { iam } from "./iam.ts";
import { lb } from "./lb.ts";
import { observability } from "./observability.ts";
import { platform } from "./platform.ts";
import { random } from "./random.ts";
import { rds } from "./rds.ts";
import type { ResourceRule, ResourceRules } from "./rule.ts";
import { s3 } from "./s3.ts";
import { secrets } from "./secrets.ts";
import { securityGroup } from "./security-group.ts";
import { vpc } from "./vpc.ts";

const RULES: readonly ResourceRules[] = [
  cloudflare,
  compute,
  domains,
  ecr,
  ecs,
  elasticache,
  gateways,
  iam,
  lb,
  observability,
  platform,
  random,
  rds,
  s3,
  secrets,
  securityGroup,
  vpc,
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
