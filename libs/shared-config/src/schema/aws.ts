import { z } from "zod";

/** Regions a platform may lie in. Source: AWS General Reference, "Service endpoints" (commercial partition). */
export const AWS_REGIONS = [
  "af-south-1",
  "ap-east-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ca-central-1",
  "ca-west-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
] as const;

export const regionSchema = z.enum(AWS_REGIONS);

export const awsSchema = z.strictObject({
  region: regionSchema.default("eu-central-1").describe("Region of every regional resource"),
  accountId: z
    .string()
    .regex(/^\d{12}$/, "an AWS account id has 12 digits")
    .optional()
    .describe("Account that may be deployed to; any other is refused. @default - whichever the credentials belong to"),
  residency: z
    .array(regionSchema)
    .default([])
    .describe("Regions in which data may lie; empty allows all. A region or a backup copy outside is refused"),
});
