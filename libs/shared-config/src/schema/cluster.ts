import { z } from "zod";
import { sourceRangeSchema } from "./network.ts";

const buildSchema = z.strictObject({
  context: z.string().default(".").describe("Folder of the application's source that is built"),
  dockerfile: z.string().default("Dockerfile").describe("Its Dockerfile, from that folder on"),
  platform: z.enum(["linux/amd64", "linux/arm64"]).default("linux/amd64"),
});

const repositorySchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/)
    .optional()
    .describe("Name of the ECR repository. @default - <naming.base>-<key>"),
  keepImages: z.int().min(1).max(1000).default(30).describe("Images that the lifecycle policy keeps"),
  scanOnPush: z.boolean().default(true),
  immutableTags: z.boolean().default(false),
  build: buildSchema
    .optional()
    .describe("How strata push makes its image. @default - Dockerfile in the source's own folder"),
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

const elbArn = (kind: string, words: string) =>
  z
    .string()
    .regex(new RegExp(`^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\\d{12}:${kind}/`), `the ARN of ${words}`);

/** The ARN of a target group. Source: Service Authorization Reference, Elastic Load Balancing V2. */
export const targetGroupArnSchema = elbArn("targetgroup", "a target group");

const existingLoadBalancerSchema = z
  .strictObject({
    arn: elbArn("loadbalancer/app", "an application load balancer"),
    dnsName: z.hostname().optional().describe("Its DNS name. @default - looked up"),
    scheme: z.enum(["https", "http"]).default("https").describe("What its listener speaks to the public"),
    listenerArn: elbArn("listener/app", "a listener of an application load balancer")
      .optional()
      .describe("Takes the rules of services. @default - each service names a target group that hangs on it already"),
  })
  .optional()
  .describe("A load balancer that exists already; its listeners and settings are its owner's. @default - one is made");

const poolSchema = z.strictObject({
  name: z.string().max(255).optional().describe("Name of what is made for it. @default - <cluster.name>-<key>"),
  instanceTypes: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, "an EC2 type such as t4g.medium"))
    .min(1)
    .describe("Types that the Auto Scaling group may start, the preferred one first"),
  architecture: z.enum(["x86_64", "arm64"]).default("x86_64").describe("Of the instance types and of the image"),
  image: z.enum(["standard", "gpu"]).default("standard").describe("Which ECS-optimized Amazon Linux 2023 image"),
  min: z.int().min(0).max(1000).default(1).describe("Instances at least"),
  max: z.int().min(1).max(1000).default(4).describe("Instances at most"),
  desired: z.int().min(0).max(1000).optional().describe("Instances at first; ECS changes it. @default - min"),
  onDemandBase: z.int().min(0).max(1000).default(1).describe("So many instances are On-Demand"),
  onDemandPercentAboveBase: z.int().min(0).max(100).default(100).describe("Of all above the base; the rest is Spot"),
  spotAllocation: z
    .enum(["price-capacity-optimized", "capacity-optimized", "lowest-price"])
    .default("price-capacity-optimized"),
  targetCapacityPercent: z.int().min(1).max(100).default(100).describe("How full ECS keeps the instances"),
  rootVolumeGb: z.int().min(30).max(16_384).default(30).describe("Root volume, GiB; it holds the images, too"),
  keyPair: z.string().max(255).optional().describe("Key pair for SSH. @default - none: Session Manager opens a shell"),
});

const capacitySchema = z.strictObject({
  fargate: z.boolean().default(true).describe("The capacity providers FARGATE and FARGATE_SPOT"),
  pools: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,20}$/), poolSchema)
    .default({})
    .describe("EC2 instances: a launch template, an Auto Scaling group and a capacity provider each"),
});

const loadBalancerSchema = z.strictObject({
  enabled: z.boolean().default(false),
  existing: existingLoadBalancerSchema,
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
  ingressCidrs: z.array(sourceRangeSchema).min(1).default(["0.0.0.0/0"]).describe("Who may reach the load balancer"),
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
  capacity: capacitySchema.prefault({}),
  serviceConnectNamespace: z
    .string()
    .max(255)
    .optional()
    .describe("Cloud Map namespace, made where a service is internal. @default - <cluster.name>"),
  repositories: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), repositorySchema).default({}),
  loadBalancer: loadBalancerSchema.prefault({}),
});
