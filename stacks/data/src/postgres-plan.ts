import type { Environment } from "@strata/shared-config";

/** The database as the environment describes it. */
export type PostgresSettings = Environment["data"]["postgres"];

/**
 * Family of parameter groups that an engine version belongs to: `postgres15` for 15.4, `aurora-postgresql16` for 16.6.
 * Source: Amazon RDS API Reference, DescribeDBEngineVersions, DBParameterGroupFamily.
 */
export function parameterFamily(engineVersion: string, engine: "postgres" | "aurora-postgresql" = "postgres"): string {
  return `${engine}${engineVersion.split(".")[0]}`;
}

/** RDS takes new minor versions by itself only where the description names no minor; else each one would be drift. */
export function upgradesItself(engineVersion: string): boolean {
  return !engineVersion.includes(".");
}

/** A parameter group of an instance or of a cluster: they differ in the family alone. */
export interface ParameterGroupPlan {
  readonly name: string;
  readonly family: string;
  readonly parameters: { readonly name: string; readonly value: string; readonly applyMethod: string }[];
}

/** The parameter group that the environment asks for; undefined where AWS's default one does. */
export function planParameters({
  mode,
  identifier,
  engineVersion,
  parameters,
}: Pick<PostgresSettings, "mode" | "identifier" | "engineVersion" | "parameters">): ParameterGroupPlan | undefined {
  const rows = Object.entries(parameters).map(([name, { value, apply }]) => ({ name, value, applyMethod: apply }));
  if (rows.length === 0) return undefined;
  const family = parameterFamily(engineVersion, mode === "aurora" ? "aurora-postgresql" : "postgres");
  // The family in the name: a major upgrade makes a new group beside the old one.
  return { name: `${identifier}-${family}`, family, parameters: rows };
}
