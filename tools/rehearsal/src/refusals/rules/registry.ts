import type { ApiError, Attempt } from "../attempt.ts";
import { access } from "./access.ts";
import { cloudflare } from "./cloudflare.ts";
import { ecsService } from "./ecs-service.ts";
import { ecsTask } from "./ecs-task.ts";
import { elasticache } from "./elasticache.ts";
import { guards } from "./guards.ts";
import { iam } from "./iam.ts";
import { listeners } from "./listeners.ts";
import { loadBalancing } from "./load-balancing.ts";
import { messaging } from "./messaging.ts";
import { names } from "./names.ts";
import { network } from "./network.ts";
import { quotas } from "./quotas.ts";
import { rds } from "./rds.ts";
import { rdsSettings } from "./rds-settings.ts";
import type { Rule, Rules } from "./rule.ts";
import { s3 } from "./s3.ts";
import { scaling } from "./scaling.ts";
import { schedules } from "./schedules.ts";
import { stores } from "./stores.ts";
import { watching } from "./watching.ts";

/** Every table of rules, by its file's name. */
export const TABLES: Readonly<Record<string, Rules>> = {
  access,
  cloudflare,
  "ecs-service": ecsService,
  "ecs-task": ecsTask,
  elasticache,
  guards,
  iam,
  listeners,
  "load-balancing": loadBalancing,
  messaging,
  names,
  network,
  quotas,
  rds,
  "rds-settings": rdsSettings,
  s3,
  scaling,
  schedules,
  stores,
  watching,
};

const BY_TYPE = new Map<string, Rule[]>();
for (const rule of Object.values(TABLES).flat()) {
  for (const type of rule.types) BY_TYPE.set(type, [...(BY_TYPE.get(type) ?? []), rule]);
}

/** Looks an attempt up in the tables: the first rule that it breaks, in the order of the tables. */
export function checkRules(attempt: Attempt): ApiError | undefined {
  for (const { on = ["create", "update"], broken, code } of BY_TYPE.get(attempt.facts.token) ?? []) {
    const message = on.includes(attempt.operation) ? broken(attempt) : undefined;
    if (message !== undefined) return { code, message };
  }
  return undefined;
}
