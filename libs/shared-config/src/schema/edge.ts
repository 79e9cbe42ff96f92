import { z } from "zod";
import { sourceRangeSchema } from "./network.ts";
import { retentionDaysSchema } from "./retention.ts";
import { routerSchema } from "./router.ts";

export const dnsSchema = z.strictObject({
  provider: z.enum(["none", "route53", "cloudflare"]).default("none"),
  zone: z.hostname().optional().describe("Hosted zone that the names lie in, such as example.com"),
  createZone: z.boolean().default(false).describe("Make the Route 53 zone instead of looking it up"),
  names: z
    .array(z.hostname())
    .default([])
    .describe("Public names of the platform, the main one first; no record is made with provider none"),
  queryLogs: z.boolean().default(false).describe("Log each query that the made zone answers, in us-east-1"),
  queryLogRetentionDays: retentionDaysSchema.default(30),
});

export const edgeSchema = z.strictObject({
  waf: z
    .strictObject({
      enabled: z.boolean().default(false).describe("Web ACL in front of the load balancer"),
      rateLimit: z
        .union([z.literal(false), z.int().min(10).max(2_000_000_000)])
        .default(1000)
        .describe("Requests of one address in the window; false: no limit"),
      allowlist: z
        .union([
          z.literal(false),
          z.array(sourceRangeSchema).min(1, "names nobody: list who may come, or false for all"),
        ])
        .default(false)
        .describe("Only these IPv4 ranges pass, a single address as /32; false: all do"),
      rateWindowSeconds: z.literal([60, 120, 300, 600]).default(300),
      managedRuleGroups: z
        .array(z.string().startsWith("AWSManagedRules"))
        .default([
          "AWSManagedRulesCommonRuleSet",
          "AWSManagedRulesKnownBadInputsRuleSet",
          "AWSManagedRulesAmazonIpReputationList",
        ])
        .describe("Rule groups that AWS maintains, asked in this order"),
      countedRules: z
        .array(z.string().regex(/^AWSManagedRules\w+\/\w+$/, "a group and a rule in it, joined by a slash"))
        .default([])
        .describe("Rules that count and do not block, such as AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"),
      logRetentionDays: retentionDaysSchema.default(30),
    })
    .prefault({}),
  router: routerSchema,
  cdn: z
    .strictObject({
      enabled: z.boolean().default(false).describe("CloudFront in front of the load balancer"),
      staticPaths: z.array(z.string().startsWith("/")).default(["/_next/static/*", "/static/*"]),
      priceClass: z.enum(["PriceClass_100", "PriceClass_200", "PriceClass_All"]).default("PriceClass_100"),
      certificateArn: z
        .string()
        .regex(
          /^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/,
          "the ARN of an ACM certificate in us-east-1",
        )
        .optional()
        .describe("An issued certificate for dns.names. @default - one is made and validated in the zone"),
    })
    .prefault({}),
});
