import { z } from "zod";
import { regionSchema } from "./aws.ts";

const ruleSchema = (schedule: string, retentionDays: number) =>
  z.strictObject({
    schedule: z
      .string()
      .regex(/^cron\(([^ ()]+ ){5}[^ ()]+\)$/, "cron(<minute> <hour> <day> <month> <weekday> <year>), in UTC")
      .default(schedule),
    retentionDays: z.int().min(1).max(36_500).default(retentionDays).describe("Days until a recovery point is deleted"),
  });

export const backupSchema = z.strictObject({
  enabled: z.boolean().default(false).describe("AWS Backup, beside the stores' own automatic backups"),
  daily: ruleSchema("cron(0 5 ? * * *)", 30).prefault({}),
  weekly: ruleSchema("cron(0 6 ? * SUN *)", 120).prefault({}),
  copy: z
    .strictObject({
      region: regionSchema,
      retentionDays: z.int().min(1).max(36_500).optional().describe("@default - that of the rule"),
    })
    .optional()
    .describe("Every recovery point is copied to a vault of this region. @default - no copy"),
  resources: z
    .array(z.string().startsWith("arn:"))
    .default([])
    .describe("What is backed up; empty: all of the environment's data layer, by its tags"),
});
