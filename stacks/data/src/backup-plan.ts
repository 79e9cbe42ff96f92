import type { Environment } from "@strata/shared-config";

/** Backups as the environment describes them. */
export type BackupSettings = Environment["data"]["backup"];

/** When a recovery point is made, how long it is kept, and how long its copy. */
export interface BackupRule {
  readonly ruleName: string;
  readonly schedule: string;
  /** Days. */
  readonly deleteAfter: number;
  /** Days. @default - no copy */
  readonly copyDeleteAfter: number | undefined;
}

/** The rules of a backup plan: one a day, and one a week that is kept longer. */
export function planRules({ daily, weekly, copy }: BackupSettings): BackupRule[] {
  return Object.entries({ daily, weekly }).map(([ruleName, { schedule, retentionDays }]) => ({
    ruleName,
    schedule,
    deleteAfter: retentionDays,
    copyDeleteAfter: copy && (copy.retentionDays ?? retentionDays),
  }));
}

/** What a plan saves: resources by their ARNs, or by conditions that all have to hold. */
export interface BackupSelection {
  readonly resources: string[];
  readonly conditions: { readonly stringEquals: { readonly key: string; readonly value: string }[] }[];
}

/**
 * What is backed up: what the environment names, else all that carries the tags of its data layer.
 * Source: AWS Backup API Reference, BackupSelection: conditions hold together, and want a star as resource.
 */
export function planSelection({ name, data }: Pick<Environment, "name" | "data">): BackupSelection {
  const { resources } = data.backup;
  if (resources.length > 0) return { resources: [...resources], conditions: [] };
  const tags = { "strata:environment": name, "strata:layer": "data" };
  const stringEquals = Object.entries(tags).map(([key, value]) => ({ key: `aws:ResourceTag/${key}`, value }));
  return { resources: ["*"], conditions: [{ stringEquals }] };
}
