/**
 * Family of parameter groups that an engine version belongs to: `postgres15` for 15.4.
 * Source: Amazon RDS API Reference, DescribeDBEngineVersions, DBParameterGroupFamily.
 */
export function parameterFamily(engineVersion: string): string {
  return `postgres${engineVersion.split(".")[0]}`;
}

/** RDS takes new minor versions by itself only where the description names no minor; else each one would be drift. */
export function upgradesItself(engineVersion: string): boolean {
  return !engineVersion.includes(".");
}
