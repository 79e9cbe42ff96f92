import type { Question } from "../ask/question.ts";
import type { BackendKnown } from "./backend-known.ts";
import { DEFAULT_CLOUD, DEFAULT_FOLDER, DEFAULT_KEY, DEFAULT_LOCK_TABLE } from "./state-place.ts";

/** Where the state lives, and what encrypts its secrets. */
export function backendQuestions({ answers: known, hasCloudToken, hasPassphrase }: BackendKnown): readonly Question[] {
  return [
    {
      id: "state.backend",
      kind: "select",
      message: "Where shall the state of the stacks live?",
      choices: () => [
        { value: "s3", label: "S3 bucket with a DynamoDB table", hint: "for a team and for CI" },
        { value: "cloud", label: "Pulumi Cloud", hint: "an account there" },
        { value: "local", label: "a folder on this machine", hint: "for a try" },
      ],
      initial: () => known["state.backend"] ?? "s3",
    },
    {
      id: "state.bucket",
      kind: "text",
      message: "Name of the S3 bucket, and a prefix if need be: acme-state/platform. It is made unless you have it",
      when: (answers) => answers["state.backend"] === "s3",
      initial: () => known["state.bucket"],
      validate: bucketNameProblem,
    },
    {
      id: "state.lockTable",
      kind: "text",
      message: "Name of the DynamoDB table for locks; it is made unless you have it",
      when: (answers) => answers["state.backend"] === "s3",
      initial: () => known["state.lockTable"] ?? DEFAULT_LOCK_TABLE,
      validate: (name) =>
        /^[a-zA-Z0-9_.-]{3,255}$/.test(name) ? undefined : `${name} is no table name: 3 to 255 of a-z A-Z 0-9 _ . -`,
    },
    {
      id: "state.cloud",
      kind: "text",
      message: "Address of Pulumi Cloud",
      when: (answers) => answers["state.backend"] === "cloud",
      initial: () => known["state.cloud"] ?? DEFAULT_CLOUD,
      validate: (url) =>
        /^https:\/\/[^\s@]+$/.test(url) ? undefined : `${url} is no address such as ${DEFAULT_CLOUD}`,
    },
    {
      id: "state.cloudToken",
      kind: "secret",
      message: "Access token of Pulumi Cloud",
      when: (answers) => answers["state.backend"] === "cloud" && !hasCloudToken,
    },
    {
      id: "state.folder",
      kind: "text",
      message: "Folder of the state; a relative one starts at the repository",
      when: (answers) => answers["state.backend"] === "local",
      initial: () => known["state.folder"] ?? DEFAULT_FOLDER,
      validate: (folder) => (/[?#%\s]/.test(folder) ? `${folder} has one of ? # % and spaces in it` : undefined),
    },
    {
      id: "state.secrets",
      kind: "select",
      message: "What shall encrypt the secrets in the state?",
      choices: (answers) => [
        ...(answers["state.backend"] === "cloud" ? [{ value: "cloud", label: "Pulumi Cloud" }] : []),
        { value: "kms", label: "a KMS key", hint: "whoever may use the key may read them" },
        { value: "passphrase", label: "a passphrase", hint: "everybody who deploys has to have it" },
      ],
      initial: ({ "state.backend": backend }) => known["state.secrets"] ?? SECRETS_OF[backend ?? ""],
    },
    {
      id: "state.key",
      kind: "text",
      message: "Alias of the KMS key; it is made unless you have it",
      when: (answers) => answers["state.secrets"] === "kms",
      initial: () => known["state.key"] ?? DEFAULT_KEY,
      validate: aliasProblem,
    },
    {
      id: "state.passphrase",
      kind: "secret",
      message: "Passphrase of the secrets",
      when: (answers) => answers["state.secrets"] === "passphrase" && !hasPassphrase,
      twice: true,
      validate: (value) =>
        value.trim() === value ? undefined : "it has a space or a line's end at its beginning or end",
    },
    {
      id: "state.keepPassphrase",
      kind: "confirm",
      message: "Keep the passphrase in .strata/passphrases/, in clear, readable by you alone? Else each run needs it",
      when: (answers) => answers["state.passphrase"] !== undefined,
      initial: false,
    },
  ];
}

const SECRETS_OF: Readonly<Record<string, string>> = { s3: "kms", cloud: "cloud", local: "passphrase" };

/**
 * What is wrong with a bucket's name, or the prefix after it. Source: Amazon S3 User Guide, "General purpose bucket naming rules".
 *
 * @returns undefined for a good one
 */
export function bucketNameProblem(answer: string): string | undefined {
  const [name = "", ...prefix] = answer.split("/");
  if (!prefix.every((part) => /^[a-zA-Z0-9_.-]+$/.test(part))) {
    return `${answer} has a prefix that is not made of letters, digits, dashes, dots and underscores`;
  }
  if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) {
    return `${name} is no bucket name: 3 to 63 lower-case letters, digits and dashes, letters or digits first and last`;
  }
  if (/^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|--x-s3|--table-s3)$/.test(name)) {
    return `${name} starts or ends with what AWS keeps for itself`;
  }
  return undefined;
}

/** What is wrong with a key's alias. Source: KMS API Reference, CreateAlias, AliasName. */
function aliasProblem(alias: string): string | undefined {
  if (!/^alias\/[a-zA-Z0-9/_-]{1,250}$/.test(alias)) return `${alias} is no alias such as ${DEFAULT_KEY}`;
  return alias.startsWith("alias/aws/") ? `${alias} is one of those that AWS keeps for itself` : undefined;
}
