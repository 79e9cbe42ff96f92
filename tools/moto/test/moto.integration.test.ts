import { tmpdir } from "node:os";
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, expect, it, vi } from "vitest";
import { installMoto } from "../src/install-moto.ts";
import { startMoto } from "../src/start-moto.ts";

afterEach(() => vi.unstubAllEnvs());

it("grants a condition to one of several writers, as DynamoDB does", async () => {
  const { endpoint, stop } = await startMoto();
  try {
    const credentials = { accessKeyId: "stand-in", secretAccessKey: "stand-in" };
    const clients = Array.from(
      { length: 8 },
      () => new DynamoDBClient({ endpoint, region: "eu-central-1", credentials }),
    );
    await clients[0]?.send(
      new CreateTableCommand({
        TableName: "words",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "word", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "word", KeyType: "HASH" }],
      }),
    );
    // The longer moto is busy with a condition, the more surely another thread of it comes between look and write.
    const ConditionExpression = Array(100).fill("attribute_not_exists(word)").join(" AND ");
    for (let round = 0; round < 5; round++) {
      const Item = { word: { S: `word ${round}` } };
      const put = { TableName: "words", Item, ConditionExpression };
      const puts = await Promise.allSettled(clients.map((client) => client.send(new PutItemCommand(put))));
      expect(puts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  } finally {
    await stop();
  }
});

it("says what to install on a machine without Python", async () => {
  vi.stubEnv("PATH", tmpdir());
  await expect(installMoto()).rejects.toMatchObject({
    code: "TOOL_MISSING",
    hint: expect.stringContaining("apt-get install python3"),
  });
});
