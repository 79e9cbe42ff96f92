import { z } from "zod";
import { CONTRACTS } from "../contracts/index.ts";
import { LAYERS } from "../layers.ts";
import { secretReferenceSchema } from "./services.ts";

/** What stands in the application's environment file for what is switched off: no key of it may stay empty. */
export const DISABLED = "disabled";

/** Third parties at which a credential can be tried out with a call that changes nothing. */
export const CREDENTIAL_TESTS = [
  "anthropic",
  "openai",
  "github-app",
  "github-oauth",
  "google-oauth",
  "slack-oauth",
  "resend",
  "e2b",
  "nango",
] as const;

const variableSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of an environment variable");
const wordSchema = z.string().regex(/^[a-z][a-z0-9-]*$/, "lower-case letters, digits and dashes");

const groupSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("choice").describe("One of several: the keys of the others are disabled"),
    message: z.string(),
    options: z.record(wordSchema, z.string()).describe("Options by name, each with its label; the first is proposed"),
  }),
  z.strictObject({
    kind: z.literal("feature").describe("Off, unless its first key is given a value"),
    message: z.string(),
  }),
  z.strictObject({
    kind: z.literal("generate").describe("Generated where that is wanted, else asked for"),
    message: z.string(),
  }),
]);

const outputSchema = z.string().refine((output) => {
  const [layer, name = ""] = output.split(".");
  const found = LAYERS.find((known) => known === layer);
  return found !== undefined && Object.hasOwn(CONTRACTS[found].shape, name);
}, "a layer, a dot, and the path of one of its outputs, such as data.databaseUrl");

const keySchema = z.strictObject({
  output: outputSchema.optional().describe("Layer and path of a stack's output"),
  setting: z.string().optional().describe("Path of a setting of the environment"),
  store: secretReferenceSchema.optional().describe("What containers read from the store, as in services.<key>.secrets"),
  aws: z
    .enum(["region", "s3Endpoint", "accessKeyId", "secretAccessKey"])
    .optional()
    .describe("Follows from the region, or from the keys that this process was given"),
  generated: z
    .strictObject({
      format: z.enum(["base64", "hex", "uuid"]).default("base64"),
      bytes: z.int().min(16).max(64).default(32),
    })
    .optional()
    .describe("Random bytes, in writing"),
  ask: z
    .enum(["text", "secret", "pem", "never"])
    .optional()
    .describe("Pem: a private key of several lines. @default - secret where the store has it, else text"),
  group: wordSchema.optional().describe("Key of groups"),
  option: wordSchema.optional().describe("Of a choice: the option that it belongs to"),
  off: z
    .enum(["value", "comment"])
    .default("value")
    .describe(`Switched off it is the word ${DISABLED}, or a comment where every value would be taken for one`),
});

const checklistRowSchema = z.strictObject({
  title: z.string(),
  text: z.string().describe("What is to be done; ${KEY} is the value of a key of the file that is no secret"),
  group: wordSchema.optional().describe("Shown where this feature is on. @default - always"),
});

/** The environment file of a product's application: every key of it, and where each value comes from. */
export const applicationSchema = z
  .strictObject({
    file: z
      .string()
      .regex(/^\.env[\w.${}-]*$/, "a name that begins with .env")
      .default(".env.${tier}")
      .describe("Name of the file, at the repository's root; ${tier} and ${environment} stand for themselves"),
    example: z
      .string()
      .describe("File in products/ that has every key: its order, its default, and what it is for in a comment"),
    groups: z.record(wordSchema, groupSchema).default({}),
    keys: z.record(variableSchema, keySchema).describe("The same keys as the example's"),
    tests: z
      .partialRecord(z.enum(CREDENTIAL_TESTS), z.record(z.string(), variableSchema))
      .default({})
      .describe("Credentials that are tried out: what the call needs, and the key that has it"),
    checklist: z.array(checklistRowSchema).default([]).describe("What is left to do once everything runs"),
  })
  .superRefine((application, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    const { keys, groups, tests, checklist } = application;
    for (const [key, { group, option }] of Object.entries(keys)) {
      const found = group === undefined ? undefined : groups[group];
      if (group !== undefined && found === undefined) complain(["keys", key, "group"], "is none of groups");
      const options = found?.kind === "choice" ? Object.keys(found.options) : [];
      if (option === undefined ? options.length > 0 : !options.includes(option)) {
        complain(
          ["keys", key, "option"],
          options.length === 0 ? "belongs to a choice" : `is one of ${options.join(", ")}`,
        );
      }
    }
    for (const [test, needs] of Object.entries(tests)) {
      for (const [part, key] of Object.entries(needs)) {
        if (!Object.hasOwn(keys, key)) complain(["tests", test, part], "is none of keys");
      }
    }
    for (const [index, { text, group }] of checklist.entries()) {
      if (group !== undefined && groups[group] === undefined)
        complain(["checklist", index, "group"], "is none of groups");
      for (const [, name = ""] of text.matchAll(/\$\{(\w+)\}/g)) {
        const key = keys[name];
        if (key === undefined) complain(["checklist", index, "text"], `${name} is none of keys`);
        else if (isSecretKey(key)) complain(["checklist", index, "text"], `${name} is a secret`);
      }
    }
  });

export type Application = z.output<typeof applicationSchema>;
export type ApplicationKey = Application["keys"][string];
export type ApplicationGroup = Application["groups"][string];
export type CredentialTestName = (typeof CREDENTIAL_TESTS)[number];

/** Whether a key's value is one that nobody may see. */
export function isSecretKey({ ask, store, generated, aws }: z.output<typeof keySchema>): boolean {
  if (ask === "text") return false;
  return (
    ask === "secret" || ask === "pem" || store !== undefined || generated !== undefined || aws === "secretAccessKey"
  );
}
