/*
 * The KMS key that encrypts the secrets of new stacks, found by its alias. Who may use it is for IAM to say: its policy is
 * AWS's default, which leaves that to the account. A key that was made and got no alias, since the run was cut off, is found
 * by its tags.
 */
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  type KeyMetadata,
  type KMSClient,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListKeys,
} from "@aws-sdk/client-kms";
import { StrataError } from "@strata/shared-config";
import { awsErrorName, orAbsent } from "../aws/aws-error.ts";
import type { Change } from "../steps/step.ts";
import { STATE_TAGS } from "./state-tags.ts";

/** A key, as far as it is there. */
export interface FoundKey {
  readonly id: string;
  readonly aliased: boolean;
  /** Whether it changes its material every year. */
  readonly rotates: boolean;
}

/** Says for which alias a key was made. A tag's value may not hold every letter of an alias; the part after `alias/` may. */
const ALIAS_TAG = "strata:alias";

/**
 * Reads the key of an alias.
 *
 * @returns undefined where there is none
 * @throws StrataError KEY_UNFIT for one that cannot encrypt
 */
export async function readStateKey(kms: KMSClient, alias: string): Promise<FoundKey | undefined> {
  const described = await orAbsent(kms.send(new DescribeKeyCommand({ KeyId: alias })), "NotFoundException");
  const id = described?.KeyMetadata?.KeyId;
  if (described?.KeyMetadata !== undefined && id !== undefined) {
    refuseUnfit(alias, described.KeyMetadata);
    // Material that somebody brought along is theirs to change.
    const rotating = described.KeyMetadata.Origin !== "AWS_KMS" || (await rotates(kms, id));
    return { id, aliased: true, rotates: rotating };
  }
  const left = await keyWithoutAlias(kms, alias);
  return left === undefined ? undefined : { id: left, aliased: false, rotates: await rotates(kms, left) };
}

/** What makes the key what it has to be. */
export function planStateKey(alias: string, found: FoundKey | undefined): readonly Change[] {
  const what = `KMS key ${alias}`;
  if (found === undefined) return [{ action: "create", what, detail: "encrypts secrets, with a new key each year" }];
  const lacks = [...(found.aliased ? [] : ["alias"]), ...(found.rotates ? [] : ["yearly rotation"])];
  return lacks.length === 0 ? [{ action: "keep", what }] : [{ action: "change", what, detail: lacks.join(", ") }];
}

/** Makes the key, or gives it what it lacks. Throws StrataError KEY_UNFIT where the alias became another key's meanwhile. */
export async function applyStateKey(kms: KMSClient, alias: string, found: FoundKey | undefined): Promise<void> {
  const key = found ?? { id: await createKey(kms, alias), aliased: false, rotates: false };
  if (!key.rotates) await kms.send(new EnableKeyRotationCommand({ KeyId: key.id }));
  if (key.aliased) return;
  await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: key.id })).catch((cause: unknown) => {
    if (awsErrorName(cause) !== "AlreadyExistsException") throw cause;
    throw unfit(alias, "was given to another key just now", cause);
  });
}

async function createKey(kms: KMSClient, alias: string): Promise<string> {
  const tags = { ...STATE_TAGS, [ALIAS_TAG]: aliasWord(alias) };
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({
      Description: "Encrypts the secrets of Strata's stacks",
      KeyUsage: "ENCRYPT_DECRYPT",
      KeySpec: "SYMMETRIC_DEFAULT",
      Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    }),
  );
  return KeyMetadata?.KeyId ?? "";
}

async function keyWithoutAlias(kms: KMSClient, alias: string): Promise<string | undefined> {
  const aliased = new Set<string | undefined>();
  for await (const { Aliases = [] } of paginateListAliases({ client: kms }, {})) {
    for (const { TargetKeyId } of Aliases) aliased.add(TargetKeyId);
  }
  for await (const { Keys = [] } of paginateListKeys({ client: kms }, {})) {
    for (const { KeyId } of Keys) {
      if (KeyId !== undefined && !aliased.has(KeyId) && (await wasMadeFor(kms, KeyId, alias))) return KeyId;
    }
  }
  return undefined;
}

/** A key whose tags this identity may not read is somebody else's. */
async function wasMadeFor(kms: KMSClient, KeyId: string, alias: string): Promise<boolean> {
  const listed = await orAbsent(kms.send(new ListResourceTagsCommand({ KeyId })), "AccessDeniedException");
  const isOurs = listed?.Tags?.some(({ TagKey, TagValue }) => TagKey === ALIAS_TAG && TagValue === aliasWord(alias));
  if (isOurs !== true) return false;
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
  return KeyMetadata?.KeyState === "Enabled";
}

async function rotates(kms: KMSClient, KeyId: string): Promise<boolean> {
  return (await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled === true;
}

function refuseUnfit(alias: string, { KeyState, KeyUsage, KeySpec }: KeyMetadata): void {
  if (KeyUsage !== "ENCRYPT_DECRYPT" || KeySpec !== "SYMMETRIC_DEFAULT") {
    throw unfit(
      alias,
      `is a key of the kind ${KeySpec} for ${KeyUsage}, and has to be SYMMETRIC_DEFAULT for ENCRYPT_DECRYPT`,
    );
  }
  if (KeyState !== "Enabled") throw unfit(alias, `is ${KeyState}, and has to be Enabled`);
}

function aliasWord(alias: string): string {
  return alias.replace(/^alias\//, "");
}

function unfit(alias: string, why: string, cause?: unknown): StrataError {
  return new StrataError("KEY_UNFIT", `the KMS key ${alias} ${why}`, {
    hint: `choose another alias (state.key), or see: aws kms describe-key --key-id ${alias}`,
    fault: "user",
    cause,
  });
}
