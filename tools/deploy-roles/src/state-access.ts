/*
 * What a rollout of one layer reads and writes of the state: Pulumi's objects below `.pulumi/` and Strata's below `.strata/`
 * (tools/engine/src/store, tools/rollout), each below the prefix of the backend's URL.
 */
import type { LayerName } from "@strata/shared-config";
import { allow, type Conditions, type Statement } from "./statement.ts";

/** Where the state lies, and what protects it. */
export interface StateBackend {
  readonly bucket: string;
  /** Before every key: empty, or with a slash at its end. */
  readonly prefix: string;
  /** The DynamoDB table of the locks, as an ARN; undefined where there is none. */
  readonly lockTable: string | undefined;
  /** The KMS keys that encrypt the stacks' secrets and the bucket's objects. */
  readonly keys: readonly StateKey[];
}

export interface StateKey {
  /** `arn:aws:kms:…:key/…`; for an alias the pattern of all keys of the account. */
  readonly arn: string;
  /** The alias that it is asked for by: `alias/acme-state`. */
  readonly alias: string | undefined;
  /** The encryption context that the stacks' settings ask for. */
  readonly context: Readonly<Record<string, string>>;
}

/** Layers around one, each without itself. */
export interface Neighbours {
  /** All layers that it stands on, however far. */
  readonly upstreams: readonly LayerName[];
  /** All other layers of the workspace. */
  readonly others: readonly LayerName[];
}

/** The statements for a layer's state in an environment. */
export function stateAccess(
  { bucket, prefix, lockTable, keys }: StateBackend,
  environment: string,
  layer: LayerName,
  { upstreams, others }: Neighbours,
): readonly Statement[] {
  const objects = (patterns: readonly string[]) => patterns.map((key) => `arn:aws:s3:::${bucket}/${prefix}${key}`);
  // One address of the bucket holds one lock for each environment.
  const lock = `s3://${bucket}${prefix === "" ? "" : `/${prefix.replace(/\/$/, "")}`}#${environment}`;
  return [
    ...allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], objects(writtenBy(layer, environment))),
    ...allow(["s3:GetObject"], objects(readBy(environment, upstreams, others))),
    // Who may not list is told of an object that is not there that it is forbidden; and there a read names no prefix.
    // Source: S3 API Reference, GetObject, Permissions.
    ...allow(["s3:ListBucket"], [`arn:aws:s3:::${bucket}`], {
      StringLikeIfExists: { "s3:prefix": [`${prefix}.pulumi/*`, `${prefix}.strata/*`] },
    }),
    ...allow(["s3:GetBucketLocation"], [`arn:aws:s3:::${bucket}`]),
    ...(lockTable === undefined
      ? []
      : allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], [lockTable], {
          "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": lock },
          // Without any key the condition above would hold too.
          Null: { "dynamodb:LeadingKeys": "false" },
        })),
    ...keys.flatMap((key) =>
      allow(["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], [key.arn], keyCondition(key)),
    ),
  ];
}

/** Keys of a layer's own state, and those that every rollout of the environment writes. */
export function writtenBy(layer: LayerName, environment: string): readonly string[] {
  return [
    // The checkpoint with its copy, its attributes, and the stack's tags (backend/diy of Pulumi 3.259).
    `.pulumi/stacks/${layer}/${environment}.*`,
    `.pulumi/locks/organization/${layer}/${environment}/*`,
    `.pulumi/history/${layer}/${environment}/*`,
    `.pulumi/backups/${layer}/${environment}/*`,
    `.strata/layers/${environment}/${layer}.json`,
    `.strata/unsettled/${layer}/${environment}.json`,
    `.strata/copies/${layer}/${environment}/*`,
    `.strata/aside/${layer}/${environment}/*`,
    `.strata/runs/${environment}/*`,
    ".strata/probes/*",
  ];
}

/**
 * Keys that it only reads: the states of what it stands on, and of every other layer what is remembered of its last
 * deploy, which holds none of its secrets.
 */
function readBy(environment: string, upstreams: readonly LayerName[], others: readonly LayerName[]): readonly string[] {
  return [
    ".pulumi/meta.yaml",
    ...upstreams.flatMap((up) => [
      `.pulumi/stacks/${up}/${environment}.*`,
      `.pulumi/locks/organization/${up}/${environment}/*`,
    ]),
    ...others.flatMap((other) => [`.strata/layers/${environment}/${other}.json`]),
  ];
}

function keyCondition({ alias, context }: StateKey): Conditions | undefined {
  const equals = {
    ...(alias === undefined ? {} : { "kms:RequestAlias": alias }),
    ...Object.fromEntries(Object.entries(context).map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
  };
  return Object.keys(equals).length === 0 ? undefined : { StringEquals: equals };
}
