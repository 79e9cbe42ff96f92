import { z } from "zod";

/** Retention that CloudWatch Logs accepts, in days. Source: CloudWatch Logs API Reference, PutRetentionPolicy. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const retentionDaysSchema = z.literal(RETENTION_DAYS).describe("Days that CloudWatch Logs keeps a line");
