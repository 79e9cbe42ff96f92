import { z } from "zod";
import { cidrSchema } from "./network.ts";

const repositorySchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/)
    .optional()
    .describe("Name of the ECR repository. @default - <naming.base>-<key>"),
  keepImages: z.int().min(1).max(1000).default(30).describe("Images that the lifecycle policy keeps"),
  scanOnPush: z.boolean().default(true),
  immutableTags: z.boolean().default(false),
  forceDelete: z.boolean().default(false).describe("Destroy deletes the repository together with its images"),
});

const httpsSchema = z
  .strictObject({
    certificateArn: z
      .string()
      .regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/, "the ARN of an ACM certificate")
      .optional()
      .describe("An issued certificate in the platform's region"),
    domain: z.hostname().optional().describe("Domain to request a certificate for; validated in the zone of dns"),
  })
  .refine((https) => https.certificateArn !== undefined || https.domain !== undefined, {
    error: "HTTPS needs a certificate: set certificateArn, or domain",
  });

const loadBalancerSchema = z.strictObject({
  enabled: z.boolean().default(false),
  name: z.string().max(32).optional().describe("Name of the load balancer. @default - <naming.base>-alb"),
  https: z
    .union([z.literal(false), httpsSchema])
    .default(false)
    .describe("Listener on 443"),
  http: z
    .enum(["redirect", "serve", "off"])
    .default("redirect")
    .describe("Listener on 80. Where there is no HTTPS it serves, whatever stands here"),
  sslPolicy: z.string().default("ELBSecurityPolicy-TLS13-1-2-Res-2021-06"),
  idleTimeoutSeconds: z.int().min(1).max(4000).default(60).describe("How long a silent connection is kept"),
  crossZone: z.boolean().default(true),
  deletionProtection: z.boolean().default(false),
  ingressCidrs: z.array(cidrSchema).min(1).default(["0.0.0.0/0"]).describe("Who may reach the load balancer"),
  ingressPorts: z
    .array(z.literal([80, 443]))
    .optional()
    .describe("Ports that its security group opens. @default - those that it listens at"),
  accessLogs: z
    .strictObject({
      enabled: z.boolean().default(false),
      bucket: z.string().max(63).optional().describe("@default - <naming.base>-alb-access-logs-<tier>"),
      retentionDays: z.int().min(1).max(3650).default(90).describe("Days until the bucket deletes a log"),
      forceDestroy: z.boolean().default(false).describe("Destroy deletes the bucket together with its logs"),
    })
    .prefault({}),
});

export const clusterSchema = z.strictObject({
  name: z.string().max(255).optional().describe("Name of the ECS cluster. @default - <naming.base>"),
  containerInsights: z.boolean().default(true),
  repositories: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), repositorySchema).default({}),
  loadBalancer: loadBalancerSchema.prefault({}),
});
