import { z } from "zod";
import { LAYERS } from "../layers.ts";
import { awsSchema } from "./aws.ts";
import { ciSchema } from "./ci.ts";
import { clusterSchema } from "./cluster.ts";
import { dataSchema } from "./data.ts";
import { dnsSchema, edgeSchema } from "./edge.ts";
import { networkSchema } from "./network.ts";
import { observabilitySchema } from "./observability.ts";
import { migrationSchema, servicesSchema } from "./services.ts";
import { stateSchema } from "./state.ts";

export const TIERS = ["dev", "staging", "prod"] as const;

const namePart = z.string().regex(/^[a-z][a-z0-9-]{0,23}$/, "lower-case letters, digits and dashes, at most 24");

/** The terms in which every product, tier and environment is described. */
export const environmentSchema = z.strictObject({
  product: z.string().describe("A file in products/"),
  tier: z.enum(TIERS),
  app: namePart.describe("Name of the application: prefix of parameter paths, log groups and names"),
  naming: z
    .strictObject({
      base: namePart.optional().describe("First part of physical names. @default - <app>"),
      suffix: z
        .string()
        .regex(/^(-[a-z0-9]+)*$/, "starts with a dash, such as -staging")
        .default("")
        .describe("Last part of physical names: lets two environments share one account and region"),
      environment: namePart.optional().describe("What ${environment} stands for in names. @default - <tier>"),
    })
    .prefault({}),
  aws: awsSchema.prefault({}),
  state: stateSchema.prefault({}),
  ci: ciSchema.prefault({}),
  policies: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, "the name of a folder in policies/"))
    .default([])
    .describe(
      "Policy packs in policies/ that judge each preview and deploy; one that refuses or fails keeps all from starting",
    ),
  dns: dnsSchema.prefault({}),
  network: networkSchema.prefault({}),
  data: dataSchema.prefault({}),
  cluster: clusterSchema.prefault({}),
  services: servicesSchema.prefault({}),
  migration: migrationSchema,
  edge: edgeSchema.prefault({}),
  observability: observabilitySchema.prefault({}),
  outputs: z
    .partialRecord(z.enum(LAYERS), z.record(z.string(), z.string()))
    .default({})
    .describe("Further stack outputs by layer: a name, and the path of the contract's output that it repeats"),
});

/** An environment as its files spell it, with the schema's defaults filled in. */
export type EnvironmentSettings = z.output<typeof environmentSchema>;
