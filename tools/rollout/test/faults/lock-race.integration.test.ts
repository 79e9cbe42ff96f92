import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { startMoto } from "@strata/moto";
import { expect, it } from "vitest";
import { LONG, race, times } from "../lock/race.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const ROUNDS = LONG ? 50 : 5;

it(`never lets two of 20 writers into an environment in ${ROUNDS} rounds on files, and none is stuck`, async () => {
  const folder = join(await temporaryFolder("locks"), "threa-prod");
  const numbers = await race({ rounds: ROUNDS, table: { folder }, poll: 50 });
  expect(numbers).toEqual(times(20 * ROUNDS));
});

it(`never lets two of 20 writers into an environment in ${ROUNDS} rounds on DynamoDB, and none is stuck`, async () => {
  const moto = await startMoto();
  try {
    const { variables } = moto;
    await createLockTable(variables, "locks");
    const numbers = await race({ rounds: ROUNDS, table: { dynamo: "locks" }, poll: 300, variables });
    expect(numbers).toEqual(times(20 * ROUNDS));
  } finally {
    await moto.stop();
  }
});

async function createLockTable(variables: Readonly<Record<string, string>>, TableName: string): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: variables.AWS_ENDPOINT_URL ?? "",
    region: "eu-central-1",
    credentials: { accessKeyId: "stand-in", secretAccessKey: "stand-in" },
  });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
    }),
  );
}
