import { z } from "zod";
import { retentionDaysSchema } from "./retention.ts";

export const cidrSchema = z.cidrv4("an IPv4 range such as 10.0.0.0/16");

const subnetBlocks = (kind: string) =>
  z
    .array(cidrSchema)
    .default([])
    .describe(`One range a zone for the ${kind} subnets; empty: cut out of the VPC's range`);

/** Interface endpoints (and the S3 gateway) that take image pulls, logs and secrets off the NAT gateways. */
const ENDPOINT_SERVICES = ["s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "ssmmessages", "ec2"] as const;

export const networkSchema = z.strictObject({
  cidr: cidrSchema.default("10.0.0.0/16").describe("Range of the VPC, /16 to /24"),
  zones: z.int().min(2).max(4).default(2).describe("Availability zones, in the region's order"),
  subnets: z.strictObject({ public: subnetBlocks("public"), private: subnetBlocks("private") }).prefault({}),
  nat: z
    .enum(["none", "single", "perZone"])
    .default("none")
    .describe("NAT gateways: none (tasks run in public subnets), one for all zones, or one in each zone"),
  endpoints: z
    .strictObject({
      enabled: z.boolean().default(false).describe("Reach AWS APIs through VPC endpoints instead of NAT"),
      services: z
        .array(z.enum(ENDPOINT_SERVICES))
        .default(["s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager"])
        .describe("Services that get an endpoint"),
    })
    .prefault({}),
  flowLogs: z
    .strictObject({
      enabled: z.boolean().default(false).describe("Log the VPC's traffic to CloudWatch Logs"),
      traffic: z.enum(["ALL", "ACCEPT", "REJECT"]).default("REJECT"),
      retentionDays: retentionDaysSchema.default(30),
    })
    .prefault({}),
});
