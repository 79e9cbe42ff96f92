import type { Problem } from "../load/problems.ts";
import type { Environment } from "../resolve.ts";
import { checkEntries } from "./entries.ts";

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

export function checkData(environment: Environment): Problem[] {
  return [...checkStores(environment), ...checkBackup(environment), ...checkEntries(environment)];
}

function checkBackup({ data, aws }: Environment): Problem[] {
  const { backup } = data;
  const problems: Problem[] = [];
  const at = (...path: string[]) => ["data", "backup", ...path];
  if (backup.copy?.region === aws.region)
    problems.push({ path: at("copy", "region"), message: "a copy lies in another region" });
  if (backup.copy !== undefined && aws.residency.length > 0 && !aws.residency.includes(backup.copy.region)) {
    problems.push({ path: at("copy", "region"), message: `outside the data residency: ${aws.residency.join(", ")}` });
  }
  if (backup.copy !== undefined && !backup.enabled) {
    problems.push({ path: at("copy"), message: "there is nothing to copy: set data.backup.enabled: true" });
  }
  return problems;
}

function checkStores({ data, aws }: Environment): Problem[] {
  const { postgres, secrets } = data;
  const { aurora, mode } = postgres;
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
  if (
    secrets.rotationDays !== undefined &&
    (secrets.store !== "secretsManager" || mode === "none" || mode === "external")
  ) {
    problems.push({
      path: ["data", "secrets", "rotationDays"],
      message:
        "only a database's credentials in Secrets Manager rotate: set store to secretsManager, and a postgres mode",
    });
  }
  if (mode === "aurora" && aurora.minAcu > aurora.maxAcu) {
    problems.push({ path: ["data", "postgres", "aurora", "minAcu"], message: `is over maxAcu, ${aurora.maxAcu}` });
  }
  if (mode === "aurora" && aurora.maxAcu < 1) {
    problems.push({ path: ["data", "postgres", "aurora", "maxAcu"], message: "Aurora Serverless v2 wants at least 1" });
  }
  if (mode === "aurora" && postgres.backupRetentionDays === 0) {
    problems.push({
      path: ["data", "postgres", "backupRetentionDays"],
      message: "Aurora always keeps backups: 1 to 35 days",
    });
  }
  for (const [term, given, instead] of [
    ["readReplicas", postgres.readReplicas > 0, "Aurora has aurora.instances"],
    ["multiAz", postgres.multiAz, "Aurora has aurora.instances"],
    ["backupCopyRegion", postgres.backupCopyRegion !== undefined, "data.backup.copy copies any database"],
  ] as const) {
    if (given && mode !== "instance") {
      problems.push({ path: ["data", "postgres", term], message: `is of mode instance; ${instead}` });
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
