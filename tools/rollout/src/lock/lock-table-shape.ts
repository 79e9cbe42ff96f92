/** Name of the key of an item. */
const KEY = "LockID";

/**
 * What a DynamoDB table for locks is made of. There is no time to live: an item stays when its lock is free, and keeps the
 * number. There is nothing to restore either: what an older copy says of a lock is wrong.
 */
export const LOCK_TABLE_SHAPE = {
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: KEY, AttributeType: "S" }],
  KeySchema: [{ AttributeName: KEY, KeyType: "HASH" }],
} as const;

/** The AWS CLI's command that makes such a table. */
export function createTableCommand(table: string): string {
  const { BillingMode, AttributeDefinitions, KeySchema } = LOCK_TABLE_SHAPE;
  const words = (rows: readonly object[]) =>
    rows
      .map((row) =>
        Object.entries(row)
          .map(([name, value]) => `${name}=${value}`)
          .join(","),
      )
      .join(" ");
  return `aws dynamodb create-table --table-name ${table} --billing-mode ${BillingMode} --attribute-definitions ${words(AttributeDefinitions)} --key-schema ${words(KeySchema)}`;
}
