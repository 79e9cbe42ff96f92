import { type Environment, logicalName, physicalName } from "@strata/shared-config";
import type { Watched } from "../watched.ts";
import type { AlarmRow } from "./alarm-row.ts";
import { databaseAlarms } from "./database-alarms.ts";
import { loadBalancerAlarms } from "./load-balancer-alarms.ts";
import { serviceAlarms } from "./service-alarms.ts";
import { targetAlarms } from "./target-alarms.ts";

/** Characters of an alarm's name. Source: CloudWatch API Reference, PutMetricAlarm. */
const NAME_LIMIT = 255;

/**
 * Every alarm of an environment: those of each service, of the database, of the load balancer and of its target groups.
 * @returns sorted by name, so that the order of an environment's file changes nothing
 */
export function planAlarms(environment: Environment, watched: Watched): AlarmRow[] {
  const { base, suffix } = environment.naming;
  return [
    ...serviceAlarms(environment, watched),
    ...databaseAlarms(environment, watched),
    ...loadBalancerAlarms(environment, watched),
    ...targetAlarms(environment, watched),
  ]
    .map(({ thing, ...alarm }) => ({
      key: logicalName(thing),
      name: physicalName(`${base}-${thing}${suffix}`, NAME_LIMIT),
      ...alarm,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
