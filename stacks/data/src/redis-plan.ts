import type { Environment } from "@strata/shared-config";

/** The cache as the environment describes it. */
export type RedisSettings = Environment["data"]["redis"];

/**
 * Family of parameter groups that an engine version belongs to: `redis7` for 7.0 and 7.1, `redis6.x` and `redis5.0`
 * below. Source: Amazon ElastiCache API Reference, CreateCacheParameterGroup, CacheParameterGroupFamily.
 */
export function cacheFamily(engineVersion: string): string {
  const major = Number(engineVersion.split(".")[0]);
  if (major >= 7) return `redis${major}`;
  return major === 6 ? "redis6.x" : `redis${engineVersion}`;
}

/** A parameter group of a cache. */
export interface CacheParameterPlan {
  readonly name: string;
  readonly family: string;
  readonly parameters: { readonly name: string; readonly value: string }[];
}

/** The parameter group that the environment asks for; undefined where AWS's default one does. */
export function planCacheParameters({
  identifier,
  engineVersion,
  parameters,
}: Pick<RedisSettings, "identifier" | "engineVersion" | "parameters">): CacheParameterPlan | undefined {
  const rows = Object.entries(parameters).map(([name, value]) => ({ name, value }));
  if (rows.length === 0) return undefined;
  const family = cacheFamily(engineVersion);
  // A family's name may have a dot, which the name of a group may not.
  return { name: `${identifier}-${family.replaceAll(".", "-")}`, family, parameters: rows };
}
