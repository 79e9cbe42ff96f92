import { z } from "zod";
import { LAYERS } from "../layers.ts";
import { applicationSchema } from "./application.ts";

/**
 * How a value of another system's configuration is read. `text`: a text stays one, though it looks like a number or a
 * list. `image`: an image's address, taken apart into uri, tag and digest. `hosts`: a name or a URL, as a list of its
 * host. `tier`: the word for an environment, such as production, as one of our tiers.
 */
const conversionSchema = z.enum(["text", "image", "hosts", "tier"]);

/** One path, or several that take the same value. */
const pathsSchema = z.union([z.string(), z.array(z.string()).min(1)]);

const importRuleSchema = z.strictObject({
  to: z.string().optional().describe("Path that takes the value"),
  as: conversionSchema.optional().describe("How the value is read. @default - as it is"),
  when: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .optional()
    .describe("By the value as text: what is put at which path. ${key} is the value of another key of the file"),
  entries: z.record(z.string(), pathsSchema).optional().describe("Of a map: the paths that take its entries"),
  each: z
    .record(z.string(), pathsSchema)
    .optional()
    .describe("Of a map of maps: the paths that take the entries of each; ${key} in them is its key"),
  secret: z.string().optional().describe("Path of the secret that the value is, to be set in a stack's config"),
  layers: z
    .array(z.enum(LAYERS))
    .min(1)
    .optional()
    .describe("Layers whose stacks' config a secret belongs to. @default - the first word of its path"),
  by: z.string().optional().describe("Another key: its row takes this one's value, or leaves it out"),
  note: z.string().optional().describe("What became of a key that no path takes"),
});

/** A path that takes the value as it is, a rule, or several of them. */
const importRowSchema = z.union([z.string(), importRuleSchema, z.array(z.union([z.string(), importRuleSchema]))]);

/** Key by key. A key of Pulumi's without a namespace stands for that key of any project. */
const importSchema = z.strictObject({
  terraform: z.record(z.string(), importRowSchema).default({}).describe("Variables of a terraform.tfvars"),
  pulumi: z.record(z.string(), importRowSchema).default({}).describe("Keys of a Pulumi.<stack>.yaml"),
});

/** What a product's file says besides the settings of its environments. */
export const productTermsSchema = z.strictObject({
  required: z.array(z.string()).default([]).describe("Paths that each environment of the product has to set"),
  asks: z
    .array(z.string())
    .default([])
    .describe("Further paths that strata setup asks for, with the product's value as the default"),
  import: importSchema.prefault({}).describe("The system's original configuration, for strata import-config"),
  application: applicationSchema.optional().describe("The application's environment file. @default - it has none"),
});

export type ImportRule = z.output<typeof importRuleSchema>;
export type ImportRow = z.output<typeof importRowSchema>;
export type ImportRows = z.output<typeof importSchema>;
