import type { Answers } from "../ask/question.ts";

/** Where the answers put the state. */
export type StatePlace =
  | { readonly kind: "s3"; readonly url: string; readonly bucket: string; readonly lockTable: string }
  | { readonly kind: "cloud"; readonly url: string }
  | { readonly kind: "local"; readonly url: string; readonly folder: string };

/** `state` of an environment's file, as the answers want it. */
export interface StateSettings {
  readonly backend: string;
  readonly lockTable?: string;
  readonly secretsProvider?: string;
}

/** Where the state is to live; undefined where nothing was answered. */
export function statePlace(answers: Answers, region: string): StatePlace | undefined {
  switch (answers["state.backend"]) {
    case "s3": {
      const bucketAndPrefix = answers["state.bucket"] ?? "";
      const [bucket = ""] = bucketAndPrefix.split("/");
      const url = `s3://${bucketAndPrefix}?region=${region}`;
      return { kind: "s3", url, bucket, lockTable: answers["state.lockTable"] ?? DEFAULT_LOCK_TABLE };
    }
    case "cloud":
      return { kind: "cloud", url: (answers["state.cloud"] ?? DEFAULT_CLOUD).replace(/\/+$/, "") };
    case "local": {
      const folder = answers["state.folder"] ?? DEFAULT_FOLDER;
      return { kind: "local", url: `file://${folder}`, folder };
    }
    default:
      return undefined;
  }
}

/** What belongs under `state` in the environment's file, so that every machine finds the same; undefined as above. */
export function stateSettings(answers: Answers, region: string): StateSettings | undefined {
  const place = statePlace(answers, region);
  if (place === undefined) return undefined;
  const secretsProvider = providerOf(answers, region);
  return {
    backend: place.url,
    ...(place.kind === "s3" ? { lockTable: place.lockTable } : {}),
    ...(secretsProvider === undefined ? {} : { secretsProvider }),
  };
}

/** Alias of the key that encrypts the secrets; undefined where none does. */
export function keyAlias(answers: Answers): string | undefined {
  return answers["state.secrets"] === "kms" ? (answers["state.key"] ?? DEFAULT_KEY) : undefined;
}

function providerOf(answers: Answers, region: string): string | undefined {
  const alias = keyAlias(answers);
  if (alias !== undefined) return `awskms://${alias}?region=${region}`;
  return answers["state.secrets"] === "passphrase" ? "passphrase" : undefined;
}

export const DEFAULT_LOCK_TABLE = "strata-locks";
export const DEFAULT_KEY = "alias/strata-state";
export const DEFAULT_CLOUD = "https://api.pulumi.com";
/** In the repository, and in no commit. */
export const DEFAULT_FOLDER = "./.strata/state";
