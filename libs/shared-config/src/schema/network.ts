import ipaddr from "ipaddr.js";
import { z } from "zod";
import { retentionDaysSchema } from "./retention.ts";

export const cidrSchema = z.cidrv4("an IPv4 range such as 10.0.0.0/16");

/** A range of addresses that may come in: AWS and Cloudflare refuse one that does not begin with its first address. */
export const sourceRangeSchema = cidrSchema.refine(
  (range) =>
    !ipaddr.IPv4.isValidCIDR(range) || ipaddr.IPv4.networkAddressFromCIDR(range).toString() === range.split("/")[0],
  "begins with another address than the first one of the range",
);

const subnetBlocks = (kind: string) =>
  z
    .array(cidrSchema)
    .default([])
    .describe(`One range a zone for the ${kind} subnets; empty: cut out of the VPC's range`);

const idOf = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), `an id such as ${prefix}-0123456789abcdef0`);

/** What of a VPC that exists already has to be said together. */
const TOGETHER = "is required: vpcId, publicSubnetIds and privateSubnetIds are given together, or none of them";
const subnetIds = z.array(idOf("subnet"), {
  error: ({ input }) => (input === undefined ? TOGETHER : "a list of subnet ids"),
});

const existingSchema = z
  .strictObject({
    vpcId: z
      .string({ error: ({ input }) => (input === undefined ? TOGETHER : "the id of a VPC") })
      .regex(/^vpc-[0-9a-f]{8,17}$/, "an id such as vpc-0123456789abcdef0"),
    publicSubnetIds: subnetIds.describe("Subnets with a route to an internet gateway, for the load balancer"),
    privateSubnetIds: subnetIds.describe("Subnets with a route to a NAT gateway, for tasks and stores"),
    securityGroups: z
      .strictObject({
        loadBalancer: idOf("sg").optional(),
        services: idOf("sg").optional(),
        database: idOf("sg").optional(),
        cache: idOf("sg").optional(),
      })
      .prefault({})
      .describe("Groups that exist already. Their rules are their owner's: none is added. @default - made in the VPC"),
  })
  .optional()
  .describe("A VPC that exists already. @default - one is made");

/** Interface endpoints (and the S3 gateway) that take image pulls, logs and secrets off the NAT gateways. */
const ENDPOINT_SERVICES = ["s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "ssmmessages", "ec2"] as const;

export const networkSchema = z.strictObject({
  cidr: cidrSchema.default("10.0.0.0/16").describe("Range of the VPC, /16 to /24"),
  existing: existingSchema,
  zones: z
    .int()
    .min(2)
    .max(4)
    .default(2)
    .describe("Availability zones, in the region's order; in an existing VPC, those that its subnets have to reach"),
  serviceSecurityGroups: z
    .enum(["shared", "perService"])
    .default("shared")
    .describe("One security group for all services, or one for each"),
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
