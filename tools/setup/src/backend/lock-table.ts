/*
 * The table that holds the locks of environments, in the shape that a rollout uses. One that is there is taken, whoever made
 * it, if its key is the right one; it is never made anew.
 */
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { LOCK_TABLE_SHAPE } from "@strata/rollout";
import { StrataError } from "@strata/shared-config";
import { awsErrorName, orAbsent } from "../aws/aws-error.ts";
import type { SetupHost } from "../setup-host.ts";
import type { Change } from "../steps/step.ts";
import { hasStateTags, STATE_TAG_LIST } from "./state-tags.ts";

/** What of a table matters to a lock. */
export interface FoundTable {
  readonly arn: string;
  readonly active: boolean;
  readonly protected: boolean;
  readonly tagged: boolean;
}

/** Between two looks at a table that is being made, in milliseconds: that takes some seconds. */
const LOOK_EVERY_MS = 2000;

/** So many looks are ten minutes. */
const LOOKS = 300;

/**
 * Reads a table.
 *
 * @returns undefined where there is none of that name
 * @throws StrataError LOCK_UNAVAILABLE for one with another key, or that is being deleted
 */
export async function readLockTable(dynamodb: DynamoDBClient, name: string): Promise<FoundTable | undefined> {
  const described = await orAbsent(
    dynamodb.send(new DescribeTableCommand({ TableName: name })),
    "ResourceNotFoundException",
  );
  if (described?.Table === undefined) return undefined;
  const { TableArn: arn = "", TableStatus, KeySchema = [], AttributeDefinitions = [], ...rest } = described.Table;
  if (TableStatus === "DELETING") throw unfit(name, "is being deleted");
  const key = KeySchema.map(({ AttributeName, KeyType }) => {
    const type = AttributeDefinitions.find((attribute) => attribute.AttributeName === AttributeName)?.AttributeType;
    return `${AttributeName} ${type} ${KeyType}`;
  });
  if (key.join() !== WANTED_KEY) throw unfit(name, `has the key ${key.join(", ")}, and has to have ${WANTED_KEY}`);
  // A table that is being made answers no question about its tags.
  const active = TableStatus !== "CREATING";
  const tags = active ? await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: arn })) : undefined;
  const tagged = hasStateTags((tags?.Tags ?? []).map(({ Key, Value }) => ({ Key, Value })));
  return { arn, active, protected: rest.DeletionProtectionEnabled === true, tagged };
}

const WANTED_KEY = LOCK_TABLE_SHAPE.KeySchema.map(
  ({ AttributeName, KeyType }) =>
    `${AttributeName} ${LOCK_TABLE_SHAPE.AttributeDefinitions[0].AttributeType} ${KeyType}`,
).join();

/** What makes the table what it has to be. */
export function planLockTable(name: string, found: FoundTable | undefined): readonly Change[] {
  const what = `DynamoDB table ${name}`;
  if (found === undefined) return [{ action: "create", what, detail: "for locks, with deletion protection" }];
  const lacks = [
    ...(found.active ? [] : ["wait until it can be used"]),
    ...(found.protected ? [] : ["deletion protection"]),
    ...(found.tagged ? [] : ["tags"]),
  ];
  return lacks.length === 0 ? [{ action: "keep", what }] : [{ action: "change", what, detail: lacks.join(", ") }];
}

/** Makes the table, or gives it what it lacks, and waits until it can be used. Throws as `readLockTable` does. */
export async function applyLockTable(
  dynamodb: DynamoDBClient,
  name: string,
  found: FoundTable | undefined,
  host: Pick<SetupHost, "notify" | "pause">,
): Promise<void> {
  if (found === undefined) {
    const { KeySchema, AttributeDefinitions, BillingMode } = LOCK_TABLE_SHAPE;
    const shape = {
      BillingMode,
      KeySchema: [...KeySchema],
      AttributeDefinitions: [...AttributeDefinitions],
      DeletionProtectionEnabled: true,
      Tags: STATE_TAG_LIST,
    };
    await dynamodb.send(new CreateTableCommand({ TableName: name, ...shape })).catch((error: unknown) => {
      // Somebody else was quicker; what it is shows below.
      if (awsErrorName(error) !== "ResourceInUseException") throw error;
    });
  }
  const table = found?.active === true ? found : await activeTable(dynamodb, name, host);
  if (!table.protected) {
    await dynamodb.send(new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: true }));
  }
  if (!table.tagged) {
    await dynamodb.send(new TagResourceCommand({ ResourceArn: table.arn, Tags: STATE_TAG_LIST }));
  }
}

async function activeTable(
  dynamodb: DynamoDBClient,
  name: string,
  { notify, pause }: Pick<SetupHost, "notify" | "pause">,
): Promise<FoundTable> {
  for (let look = 0; look < LOOKS; look++) {
    const found = await readLockTable(dynamodb, name);
    if (found?.active === true) return found;
    notify({ code: "waiting", data: { step: "lock-table", message: `DynamoDB makes the table ${name}` } });
    await pause(LOOK_EVERY_MS);
  }
  throw unfit(name, "is still being made after ten minutes");
}

function unfit(name: string, why: string): StrataError {
  return new StrataError("LOCK_UNAVAILABLE", `the DynamoDB table ${name} ${why}`, {
    hint: `choose another name (state.lockTable), or see: aws dynamodb describe-table --table-name ${name}`,
    fault: "user",
  });
}
