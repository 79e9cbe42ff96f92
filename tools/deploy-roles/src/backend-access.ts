import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { backendUrl, parseS3Url } from "@strata/engine";
import { LAYERS } from "@strata/shared-config";
import { parse } from "yaml";
import { z } from "zod";
import type { StateBackend, StateKey } from "./state-access.ts";

const settings = z.object({ secretsprovider: z.string().optional() });

/** What a role's access to the state follows from, besides the workspace. */
export interface BackendPlace {
  readonly environment: string;
  readonly account: string;
  /** Of the environment: where the table and the keys are, unless an address says otherwise. */
  readonly region: string;
}

/**
 * The backend in use, as far as a deploy role has to reach it: the bucket of PULUMI_BACKEND_URL, the table of
 * STRATA_LOCK_TABLE, and the KMS keys that the stacks' settings and the bucket's address name.
 *
 * @returns undefined for state that is not in S3
 * @throws StrataError OPTION_INVALID for an address that the engine would refuse
 */
export function readBackend(root: string, place: BackendPlace): StateBackend | undefined {
  const url = backendUrl(root);
  if (url?.startsWith("s3://") !== true) return undefined;
  const { bucket, prefix, encryptionKey, region = place.region } = parseS3Url(url);
  const table = process.env.STRATA_LOCK_TABLE;
  const { account } = place;
  return {
    bucket,
    prefix,
    lockTable: table === undefined || table === "" ? undefined : `arn:aws:dynamodb:${region}:${account}:table/${table}`,
    keys: unique([
      ...(encryptionKey === undefined ? [] : [stateKey(encryptionKey, {}, { region, account })]),
      ...secretsProviders(root, place.environment).flatMap((provider) => providerKey(provider, { region, account })),
    ]),
  };
}

/** What protects the secrets of an environment's stacks. Source: Pulumi documentation, "Secrets", awskms. */
function secretsProviders(root: string, environment: string): readonly string[] {
  return LAYERS.flatMap((layer) => {
    const file = join(root, "stacks", layer, `Pulumi.${environment}.yaml`);
    if (!existsSync(file)) return [];
    return settings.parse(parse(readFileSync(file, "utf8")) ?? {}).secretsprovider ?? [];
  });
}

/** `awskms://alias/acme?region=eu-west-1&context_team=acme`. */
function providerKey(provider: string, place: Omit<BackendPlace, "environment">): readonly StateKey[] {
  if (!provider.startsWith("awskms://")) return [];
  const [name = "", query] = provider.slice("awskms://".length).replace(/^\//, "").split("?");
  const parameters = new URLSearchParams(query);
  const context = [...parameters].filter(([key]) => key.startsWith("context_"));
  const given = Object.fromEntries(context.map(([key, value]) => [key.slice("context_".length), value]));
  return [stateKey(name, given, { ...place, region: parameters.get("region") ?? place.region })];
}

/** A key by its ARN, its id, or an alias. */
function stateKey(
  name: string,
  context: StateKey["context"],
  { region, account }: Omit<BackendPlace, "environment">,
): StateKey {
  const alias = /(?:^|:)(alias\/[^:]+)$/.exec(name)?.[1];
  if (alias !== undefined) return { arn: `arn:aws:kms:${region}:${account}:key/*`, alias, context };
  return {
    arn: name.startsWith("arn:") ? name : `arn:aws:kms:${region}:${account}:key/${name}`,
    alias: undefined,
    context,
  };
}

function unique(keys: readonly StateKey[]): readonly StateKey[] {
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}
