import { z } from "zod";
import { targetGroupArnSchema } from "./cluster.ts";
import { sourceRangeSchema } from "./network.ts";
import { retentionDaysSchema } from "./retention.ts";
import { secretKeySchema } from "./secrets.ts";
import { thresholdSchema } from "./threshold.ts";

const portSchema = z.int().min(1).max(65_535);
const percentSchema = z.int().min(1).max(100);
const pathSchema = z.string().startsWith("/", "starts with a slash");

/** Where a variable's value comes from: one of the data layer's endpoints, or an entry of the secret store. */
export const secretReferenceSchema = z.union([
  z.strictObject({
    postgres: z.enum(["url", "host", "username", "password"]).describe("Of the data layer's database"),
  }),
  z.strictObject({ redis: z.enum(["url"]).describe("Of the data layer's cache; left out where there is none") }),
  z.strictObject({
    secret: z.string().describe("An entry of data.secrets.entries"),
    key: z.string().optional().describe("Key of a JSON object in Secrets Manager. @default - the whole value"),
  }),
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
  targetGroupArn: targetGroupArnSchema
    .optional()
    .describe("A target group that exists and hangs on a listener already. @default - one is made, with a rule"),
  hosts: z.array(z.hostname()).max(4).default([]).describe("Host names; empty: any"),
  stickySeconds: z
    .int()
    .min(1)
    .max(604_800)
    .optional()
    .describe("A client comes back to the same task for so long, by a cookie. @default - to any task"),
  paths: z.array(pathSchema).min(1).max(5).default(["/*"]).describe("Path patterns; at most 5 in one listener rule"),
  priority: z.int().min(1).max(50_000).default(1000).describe("Lower is asked first"),
  deregistrationDelaySeconds: z.int().min(0).max(3600).default(60),
  healthCheck: healthCheckSchema.prefault({}),
});

const TIME_ZONES = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

const scheduleSchema = z.strictObject({
  cron: z
    .string()
    .regex(/^([^ ()]+ ){5}[^ ()]+$/, "<minute> <hour> <day> <month> <weekday> <year>, such as 0 6 ? * MON-FRI *"),
  timeZone: z
    .string()
    .refine((zone) => TIME_ZONES.has(zone), "a time zone of the IANA database, such as America/Los_Angeles")
    .default("UTC")
    .describe("Daylight saving is followed"),
  min: z.int().min(0).max(1000),
  max: z.int().min(1).max(1000),
});

const scalingSchema = z.strictObject({
  min: z.int().min(0).max(1000),
  max: z.int().min(1).max(1000),
  cpuPercent: percentSchema.optional().describe("Target of the average CPU. @default - not scaled on CPU"),
  memoryPercent: percentSchema.optional().describe("Target of the average memory. @default - not scaled on memory"),
  scaleInCooldownSeconds: z.int().min(0).max(3600).default(300),
  scaleOutCooldownSeconds: z.int().min(0).max(3600).default(60),
  schedules: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/), scheduleSchema)
    .default({})
    .describe("From a time on, min and max are these; a deployment does not put them back"),
});

const containerHealthCheckSchema = z.strictObject({
  command: z.array(z.string()).min(1).describe("CMD-SHELL or CMD, then its words"),
  intervalSeconds: z.int().min(5).max(300).default(30),
  timeoutSeconds: z.int().min(2).max(60).default(5),
  retries: z.int().min(1).max(10).default(3),
  startPeriodSeconds: z.int().min(0).max(300).default(60),
});

const environmentSchema = z.record(z.string(), z.string());
const secretVariablesSchema = z.record(z.string(), secretReferenceSchema);
const userSchema = z
  .string()
  .regex(/^[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)?$/, "a user or user:group, by name or by number");

const containerSchema = z.strictObject({
  start: z
    .enum(["before", "beside"])
    .describe("Before: the service's container starts once this one has ended well. Beside: it runs along with it"),
  image: imageSchema.optional().describe("@default - the service's own"),
  command: z.array(z.string()).optional().describe("@default - the image's own command"),
  essential: z.boolean().default(false).describe("Of one that runs beside: the task ends with it"),
  inherit: z.boolean().default(true).describe("It has the service's variables and secrets, too"),
  environment: environmentSchema.default({}),
  secrets: secretVariablesSchema.default({}),
  user: userSchema.optional().describe("@default - the service's own"),
  healthCheck: containerHealthCheckSchema.optional().describe("Beside: the service's container waits until it is well"),
  logGroup: z.string().optional().describe("@default - <log group of the service>-<key>"),
});

const callSchema = z.strictObject({
  environment: environmentSchema
    .default({})
    .describe("Variables while the called service is deployed; in them ${url}, ${host} and ${port} are its address"),
  secrets: secretVariablesSchema.default({}).describe("Secrets while the called service is deployed"),
});

const serviceAlarmsSchema = z.strictObject({
  cpuPercent: thresholdSchema(percentSchema).optional(),
  memoryPercent: thresholdSchema(percentSchema).optional(),
  minRunningTasks: thresholdSchema(z.int().min(1))
    .optional()
    .describe("Alarm when fewer tasks run; needs Container Insights"),
  p99Seconds: thresholdSchema(z.number().positive())
    .optional()
    .describe("Alarm when one of a hundred answers of its target group takes longer"),
  errorPercent: thresholdSchema(z.number().positive().max(100))
    .optional()
    .describe("Alarm when more of its requests are answered with 5XX"),
  unhealthyTargets: z.boolean().default(false).describe("Alarm when its tasks fail the load balancer's check"),
  periodSeconds: z.literal([60, 300]).default(300),
  periods: z.int().min(1).max(24).default(2).describe("Periods in a row before the alarm"),
});

export const serviceSchema = z.strictObject({
  enabled: z.boolean().default(true).describe("Whether it is deployed at all"),
  requires: z
    .array(secretKeySchema)
    .default([])
    .describe("Entries of data.secrets.entries without which it is left out, and the rest deployed"),
  name: z.string().max(255).optional().describe("Name of the ECS service. @default - <naming.base>-<key>"),
  family: z
    .string()
    .max(255)
    .optional()
    .describe("Name of its task definition, target group and role, one of its kind in the account. @default - <name>"),
  role: z
    .string()
    .optional()
    .describe("Name of its task role; services that name the same one share it. @default - <family>-task"),
  image: imageSchema,
  port: portSchema.optional().describe("Port that it listens at. @default - none"),
  cpu: z.literal([256, 512, 1024, 2048, 4096, 8192, 16_384]).default(256).describe("CPU units; 1024 are one vCPU"),
  memory: z.int().min(512).max(122_880).default(512).describe("MiB; must form a pair with cpu that Fargate offers"),
  desiredCount: z.int().min(0).max(1000).default(1),
  capacity: z.enum(["fargate", "fargateSpot", "ec2"]).default("fargate"),
  onDemandBase: z.int().min(0).max(1000).default(0).describe("Of fargateSpot: so many tasks run on demand"),
  pool: z.string().optional().describe("Of ec2: key of cluster.capacity.pools. @default - the only one"),
  architecture: z.enum(["x86_64", "arm64"]).default("x86_64").describe("What its image is built for"),
  ec2: z
    .strictObject({
      networkMode: z
        .enum(["awsvpc", "bridge"])
        .default("awsvpc")
        .describe("An address for each task, or ports of its instance, which packs more tasks on a small one"),
      placement: z
        .enum(["binpackMemory", "binpackCpu", "spread"])
        .default("spread")
        .describe("Fill an instance before the next one, or spread the tasks over zones"),
      memoryReservation: z
        .int()
        .min(4)
        .optional()
        .describe("MiB kept for a task, which may use more: takes the place of memory. @default - memory is the limit"),
      gpus: z.number().min(0.01).max(16).optional().describe("GPUs of a task; a part of one on fractional-GPU types"),
    })
    .optional()
    .describe("What only tasks on EC2 have"),
  command: z.array(z.string()).optional().describe("@default - the image's own command"),
  user: userSchema.default("1000:1000").describe("Whom the process runs as; 0:0 for an image that runs as root only"),
  readonlyRootFilesystem: z.boolean().default(false).describe("The process can write below scratchPaths only"),
  scratchPaths: z
    .array(pathSchema)
    .max(10)
    .default([])
    .describe(
      "Folders that are empty when a task starts, and writable; the image declares each as a VOLUME of its user",
    ),
  environment: environmentSchema.default({}).describe("Plain variables; never a secret"),
  secrets: secretVariablesSchema.default({}).describe("Variables that ECS reads from the store"),
  containers: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,30}$/), containerSchema)
    .default({})
    .describe("Further containers of its tasks"),
  calls: z
    .record(z.string(), callSchema)
    .default({})
    .describe("Internal services that it calls by their name, and what it is told of them"),
  exposure: z
    .enum(["public", "loadBalancer", "internal", "none"])
    .default("none")
    .describe("Reached at the task's own public address, through the load balancer, by other services, or not at all"),
  publicCidrs: z.array(sourceRangeSchema).min(1).default(["0.0.0.0/0"]).describe("Who may reach a public service"),
  route: routeSchema.prefault({}),
  healthCheck: containerHealthCheckSchema.optional().describe("Health check inside the container. @default - none"),
  deployment: z
    .strictObject({
      wait: z
        .boolean()
        .default(true)
        .describe("A deploy waits until its tasks run and are healthy, else it has failed"),
      timeoutMinutes: z.number().positive().max(360).default(20),
    })
    .prefault({}),
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
    command: z.array(z.string().min(1)).min(1),
    run: z
      .enum(["beforeServices", "manual"])
      .default("beforeServices")
      .describe("In each deploy, before a service takes a new task definition; or by hand: strata migrate"),
    timeoutMinutes: z.number().positive().max(1440).default(30).describe("After so long it is stopped, and has failed"),
  })
  .optional()
  .describe("One-off task that migrates the database. @default - none");
