import type { Problem } from "../load/problems.ts";
import type { Environment } from "../resolve.ts";

/**
 * First minor version of each major that ships the extension `vector`; majors after the last row ship it from .0 on.
 * Source: Amazon RDS for PostgreSQL Release Notes, "Extension versions".
 */
const VECTOR_SINCE: ReadonlyMap<number, number> = new Map([
  [12, 16],
  [13, 11],
  [14, 8],
  [15, 3],
]);

export function checkData({ data, aws }: Environment): Problem[] {
  const { postgres, secrets } = data;
  const problems: Problem[] = [];
  if (postgres.mode !== "none" && postgres.extensions.includes("vector") && !shipsVector(postgres.engineVersion)) {
    const since = [...VECTOR_SINCE].map(([major, minor]) => `${major}.${minor}`).join(", ");
    problems.push({
      path: ["data", "postgres", "engineVersion"],
      message: `does not ship the extension vector; it is in ${since} and later minors, and in every release from 16 on`,
    });
  }
  if (postgres.backupRetentionDays === 0 && (postgres.readReplicas > 0 || postgres.backupCopyRegion !== undefined)) {
    problems.push({
      path: ["data", "postgres", "backupRetentionDays"],
      message: "read replicas and backup copies need automatic backups: 1 to 35 days",
    });
  }
  if (postgres.backupCopyRegion === aws.region) {
    problems.push({ path: ["data", "postgres", "backupCopyRegion"], message: "a copy lies in another region" });
  }
  for (const [path, region] of [
    [["aws", "region"], aws.region],
    [["data", "postgres", "backupCopyRegion"], postgres.backupCopyRegion],
  ] as const) {
    if (region !== undefined && aws.residency.length > 0 && !aws.residency.includes(region)) {
      problems.push({ path, message: `outside the data residency: ${aws.residency.join(", ")}` });
    }
  }
  if (secrets.rotationDays !== undefined && (secrets.store !== "secretsManager" || postgres.mode === "none")) {
    problems.push({
      path: ["data", "secrets", "rotationDays"],
      message:
        "only a database's credentials in Secrets Manager rotate: set store to secretsManager, and a postgres mode",
    });
  }
  for (const name of Object.keys(secrets.entries)) {
    if (/^(database|redis)(-|$)/.test(name)) {
      problems.push({
        path: ["data", "secrets", "entries", name],
        message: "names that begin with database or redis are the platform's own",
      });
    }
  }
  return problems;
}

function shipsVector(version: string): boolean {
  const [major = 0, minor] = version.split(".").map(Number);
  const since = VECTOR_SINCE.get(major);
  // A bare major means its newest minor.
  return since === undefined ? major >= 16 : minor === undefined || minor >= since;
}
