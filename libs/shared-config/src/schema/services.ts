import { z } from "zod";
import { cidrSchema } from "./network.ts";
import { retentionDaysSchema } from "./retention.ts";

const portSchema = z.int().min(1).max(65_535);
const percentSchema = z.int().min(1).max(100);
const pathSchema = z.string().startsWith("/", "starts with a slash");

/** Where a variable's value comes from: one of the data layer's endpoints, or an entry of the secret store. */
const secretReferenceSchema = z.union([
  z.strictObject({
    postgres: z.enum(["url", "host", "username", "password"]).describe("Of the data layer's database"),
  }),
  z.strictObject({ redis: z.enum(["url"]).describe("Of the data layer's cache; left out where there is none") }),
  z.strictObject({ secret: z.string().describe("An entry of data.secrets.entries") }),
]);

const imageSchema = z
  .strictObject({
    repository: z.string().optional().describe("Key of cluster.repositories"),
    uri: z.string().optional().describe("Image outside the platform's repositories, without tag"),
    tag: z.string().default("latest"),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/)
      .optional(),
  })
  .refine((image) => (image.repository === undefined) !== (image.uri === undefined), {
    error: "an image comes from a repository or from a uri: set one of the two",
  });

const healthCheckSchema = z.strictObject({
  path: pathSchema.default("/health"),
  codes: z.string().default("200").describe("HTTP codes that count as healthy"),
  intervalSeconds: z.int().min(5).max(300).default(30),
  timeoutSeconds: z.int().min(2).max(120).default(5),
  healthyThreshold: z.int().min(2).max(10).default(2),
  unhealthyThreshold: z.int().min(2).max(10).default(3),
});

const routeSchema = z.strictObject({
  paths: z.array(pathSchema).min(1).max(5).default(["/*"]).describe("Path patterns; at most 5 in one listener rule"),
  priority: z.int().min(1).max(50_000).default(1000).describe("Lower is asked first"),
  deregistrationDelaySeconds: z.int().min(0).max(3600).default(60),
  healthCheck: healthCheckSchema.prefault({}),
});

const scalingSchema = z.strictObject({
  min: z.int().min(0).max(1000),
  max: z.int().min(1).max(1000),
  cpuPercent: percentSchema.optional().describe("Target of the average CPU. @default - not scaled on CPU"),
  memoryPercent: percentSchema.optional().describe("Target of the average memory. @default - not scaled on memory"),
  scaleInCooldownSeconds: z.int().min(0).max(3600).default(300),
  scaleOutCooldownSeconds: z.int().min(0).max(3600).default(60),
});

const containerHealthCheckSchema = z.strictObject({
  command: z.array(z.string()).min(1).describe("CMD-SHELL or CMD, then its words"),
  intervalSeconds: z.int().min(5).max(300).default(30),
  timeoutSeconds: z.int().min(2).max(60).default(5),
  retries: z.int().min(1).max(10).default(3),
  startPeriodSeconds: z.int().min(0).max(300).default(60),
});

const serviceAlarmsSchema = z.strictObject({
  cpuPercent: percentSchema.optional(),
  memoryPercent: percentSchema.optional(),
  minRunningTasks: z.int().min(1).optional().describe("Alarm when fewer tasks run; needs Container Insights"),
  periodSeconds: z.literal([60, 300]).default(300),
  periods: z.int().min(1).max(24).default(2).describe("Periods in a row before the alarm"),
});

export const serviceSchema = z.strictObject({
  name: z.string().max(255).optional().describe("Name of the ECS service. @default - <naming.base>-<key>"),
  image: imageSchema,
  port: portSchema,
  cpu: z.literal([256, 512, 1024, 2048, 4096, 8192, 16_384]).default(256).describe("CPU units; 1024 are one vCPU"),
  memory: z.int().min(512).max(122_880).default(512).describe("MiB; must form a pair with cpu that Fargate offers"),
  desiredCount: z.int().min(0).max(1000).default(1),
  capacity: z.enum(["fargate", "fargateSpot"]).default("fargate"),
  command: z.array(z.string()).optional().describe("@default - the image's own command"),
  user: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)?$/, "a user or user:group, by name or by number")
    .default("1000:1000")
    .describe("Whom the process runs as; 0:0 for an image that runs as root only"),
  readonlyRootFilesystem: z.boolean().default(false).describe("The process can write below scratchPaths only"),
  scratchPaths: z
    .array(pathSchema)
    .max(10)
    .default([])
    .describe(
      "Folders that are empty when a task starts, and writable; the image declares each as a VOLUME of its user",
    ),
  environment: z.record(z.string(), z.string()).default({}).describe("Plain variables; never a secret"),
  secrets: z.record(z.string(), secretReferenceSchema).default({}).describe("Variables that ECS reads from the store"),
  exposure: z
    .enum(["public", "loadBalancer", "none"])
    .default("none")
    .describe("Reached at the task's own public address, through the load balancer, or not at all"),
  publicCidrs: z.array(cidrSchema).min(1).default(["0.0.0.0/0"]).describe("Who may reach a public service"),
  route: routeSchema.prefault({}),
  healthCheck: containerHealthCheckSchema.optional().describe("Health check inside the container. @default - none"),
  logGroup: z.string().optional().describe("@default - /ecs/<service name>"),
  logRetentionDays: retentionDaysSchema.default(30),
  executeCommand: z.boolean().default(false).describe("Let operators open a Session Manager shell in a task"),
  scaling: scalingSchema.optional().describe("@default - desiredCount tasks, always"),
  pubSub: z
    .enum(["none", "redis"])
    .default("none")
    .describe("How tasks of the service talk to each other; through redis, more than one task needs a Redis"),
  alarms: serviceAlarmsSchema.prefault({}),
});

export const servicesSchema = z.record(z.string().regex(/^[a-z][a-z0-9-]{0,20}$/), serviceSchema);

export const migrationSchema = z
  .strictObject({
    service: z.string().describe("Service whose image, variables and secrets the task uses"),
    command: z.array(z.string()).min(1),
  })
  .optional()
  .describe("One-off task that migrates the database. @default - none");
