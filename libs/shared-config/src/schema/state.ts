import { z } from "zod";

/** Where a state may be; the engine knows more, and PULUMI_BACKEND_URL may name those. */
const BACKENDS = "s3://bucket[/prefix]?region=…, file://folder, or https://… of a Pulumi Cloud";

const backendSchema = z
  .string()
  .regex(/^(s3|file|https):\/\/[^\s]+$/, `a URL: ${BACKENDS}`)
  .refine((url) => !/^[a-z0-9]+:\/\/[^/?]*@/.test(url), "a URL without a user or a password in it")
  .refine(
    (url) => !url.startsWith("s3://") || /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]([/?].*)?$/.test(url),
    "a bucket's name has 3 to 63 lower-case letters, digits, dashes and dots",
  );

/** Source: Pulumi CLI 3.259, `pulumi stack init --secrets-provider`; gocloud.dev/secrets/awskms. */
const secretsProviderSchema = z
  .string()
  .regex(
    /^(passphrase|awskms:\/\/\/?[^\s?]+\?([^\s&]+&)*region=[a-z0-9-]+(&[^\s&]+)*)$/,
    "passphrase, or awskms://alias/<name>?region=<region>",
  );

/** Where the state of an environment lives, and with what its secrets are encrypted: the same for every machine. */
export const stateSchema = z.strictObject({
  backend: backendSchema
    .optional()
    .describe(`${BACKENDS}. @default - PULUMI_BACKEND_URL, which is also stronger; else where you are signed in`),
  secretsProvider: secretsProviderSchema
    .optional()
    .describe("What encrypts the secrets of stacks that are made from now on. @default - passphrase"),
  lockTable: z
    .string()
    .regex(/^[a-zA-Z0-9_.-]{3,255}$/, "3 to 255 letters, digits, dashes, dots and underscores")
    .optional()
    .describe("DynamoDB table of the lock, for a state in S3. @default - STRATA_LOCK_TABLE, which is also stronger"),
});
