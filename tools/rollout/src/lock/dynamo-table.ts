/**
 * A lock as one item of a DynamoDB table, whose partition key is the text `LockID`. Every write has a condition on what
 * the writer saw, so of two that want a number one gets it. The item stays when the lock is free, and keeps the number.
 */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { S3SignIn } from "@strata/engine";
import { lockUnavailable } from "./lock-errors.ts";
import type { LockRow, LockTable } from "./lock-table.ts";
import { createTableCommand } from "./lock-table-shape.ts";
import { parseOwner } from "./owner.ts";

/** Where an item is. */
export interface DynamoPlace {
  readonly table: string;
  /** The item's `LockID`: the backend, and the environment. */
  readonly key: string;
  /** The sign-in that the backend's URL asks for, so that lock and state are of one account. */
  readonly signIn: S3SignIn;
}

/** Tries of one request. A table that loses 3 of 10 requests fails 8 in a row once in 15,000. */
const ATTEMPTS = 8;

/** The table of one environment for an `s3://` backend. Its functions throw LOCK_UNAVAILABLE. */
export function openDynamoTable({ table, key, signIn }: DynamoPlace): LockTable {
  const client = new DynamoDBClient({ ...signIn, maxAttempts: ATTEMPTS });
  const item = { TableName: table, Key: { LockID: { S: key } } };
  const place = `${key} in the DynamoDB table ${table}`;
  const attempt = <Result>(request: Promise<Result>) => request.catch((cause: unknown) => fail(table, cause));

  return {
    place,
    read: () =>
      attempt(client.send(new GetItemCommand({ ...item, ConsistentRead: true })).then(({ Item }) => rowOf(Item))),
    take: ({ number, id, owner }, seen) =>
      attempt(
        unlessOvertaken(
          client.send(
            new PutItemCommand({
              TableName: table,
              Item: {
                LockID: { S: key },
                number: { N: String(number) },
                id: { S: id },
                owner: { S: JSON.stringify(owner) },
                beat: { N: "0" },
                released: { BOOL: false },
              },
              ...conditionOn(seen),
            }),
          ),
        ),
      ),
    beat: ({ id }, beat) =>
      attempt(
        unlessOvertaken(
          client.send(
            new UpdateItemCommand({
              ...item,
              UpdateExpression: "SET beat = :beat",
              ConditionExpression: "id = :id AND released = :no",
              ExpressionAttributeValues: { ":id": { S: id }, ":beat": { N: String(beat) }, ":no": { BOOL: false } },
            }),
          ),
        ),
      ),
    release: async ({ number, id }) => {
      const marking = client.send(
        new UpdateItemCommand({
          ...item,
          // An item that somebody spoiled by hand gets its number and id back.
          UpdateExpression: "SET released = :yes, id = :id, #number = :number",
          ConditionExpression: "attribute_exists(LockID) AND (id = :id OR attribute_not_exists(id))",
          ExpressionAttributeNames: { "#number": "number" },
          ExpressionAttributeValues: { ":yes": { BOOL: true }, ":id": { S: id }, ":number": { N: String(number) } },
        }),
      );
      await attempt(unlessOvertaken(marking));
    },
  };
}

/** What an item must still be like for its number to be free to follow. */
function conditionOn(seen: LockRow | undefined) {
  if (seen === undefined) return { ConditionExpression: "attribute_not_exists(LockID)" };
  return {
    ConditionExpression: "#number = :number AND id = :id AND beat = :beat",
    ExpressionAttributeNames: { "#number": "number" },
    ExpressionAttributeValues: {
      ":number": { N: String(seen.number) },
      ":id": { S: seen.id },
      ":beat": { N: String(seen.beat) },
    },
  };
}

function rowOf(item: Record<string, AttributeValue> | undefined): LockRow | undefined {
  if (item === undefined) return undefined;
  const number = numberIn(item.number);
  return {
    number,
    id: item.id?.S ?? `${number}-unknown`,
    owner: parseOwner(item.owner?.S ?? ""),
    beat: numberIn(item.beat),
    released: item.released?.BOOL === true,
  };
}

function numberIn(value: AttributeValue | undefined): number {
  const number = Number(value?.N ?? 0);
  return Number.isFinite(number) ? number : 0;
}

async function unlessOvertaken(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function fail(table: string, cause: unknown): never {
  const name = cause instanceof Error ? cause.name : "";
  const reason = cause instanceof Error ? cause.message : String(cause);
  const hint =
    name === "ResourceNotFoundException"
      ? createTableCommand(table)
      : `aws dynamodb describe-table --table-name ${table}   (this identity needs GetItem, PutItem and UpdateItem on it)`;
  throw lockUnavailable(`the lock table ${table} cannot be used: ${name} ${reason}`.trim(), hint, cause);
}
