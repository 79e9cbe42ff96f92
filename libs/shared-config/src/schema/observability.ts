import { z } from "zod";

const percent = z.int().min(1).max(100);

export const observabilitySchema = z.strictObject({
  emails: z.array(z.email()).default([]).describe("Who gets an e-mail for each alarm"),
  dashboardName: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,255}$/)
    .optional()
    .describe("@default - <naming.base>-<tier>"),
  databaseAlarms: z
    .strictObject({
      cpuPercent: percent.optional(),
      connectionsPercent: percent.optional().describe("Of the parameter max_connections"),
    })
    .prefault({}),
  loadBalancerAlarms: z
    .strictObject({
      responseSeconds: z.number().positive().optional().describe("Average response time over five minutes"),
      http5xxCount: z.int().min(0).optional().describe("5XX answers of the targets in five minutes"),
      unhealthyTargets: z.boolean().default(false),
    })
    .prefault({}),
  logQueries: z.boolean().default(false).describe("Saved CloudWatch Logs Insights queries over the services' logs"),
  budget: z
    .strictObject({ monthlyUsd: z.int().positive("a budget is a positive number of dollars") })
    .optional()
    .describe("Monthly AWS Budget with a warning at 80 %. @default - none"),
  audit: z
    .strictObject({
      cloudTrail: z.boolean().default(false).describe("An audit trail of the account's API calls in this region"),
      config: z.boolean().default(false).describe("AWS Config recorder"),
      guardDuty: z.boolean().default(false).describe("GuardDuty detector"),
      retentionDays: z.int().min(90).max(3650).default(365).describe("Days until the audit buckets delete a file"),
      forceDestroy: z.boolean().default(false).describe("Destroy deletes the audit buckets together with their files"),
    })
    .prefault({}),
});
