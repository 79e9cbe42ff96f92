import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Moto, startMoto } from "../src/start-moto.ts";
import { type MotoProxy, startMotoProxy } from "../src/start-moto-proxy.ts";

let moto: Moto;
let proxy: MotoProxy;

beforeAll(async () => {
  moto = await startMoto();
  proxy = await startMotoProxy(moto);
});

afterAll(async () => {
  await proxy.stop();
  await moto.stop();
});

const tables = async () => {
  const credentials = { accessKeyId: "stand-in", secretAccessKey: "stand-in" };
  const client = new DynamoDBClient({ endpoint: proxy.endpoint, region: "eu-central-1", credentials, maxAttempts: 1 });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  client.destroy();
  return TableNames;
};

it("passes calls on as they are, and gives the answer of a test in place of moto's", async () => {
  expect(await tables()).toEqual([]);
  expect(proxy.calls.at(-1)).toMatchObject({ target: "DynamoDB_20120810.ListTables", body: {} });
  proxy.answers.set("DynamoDB_20120810.ListTables", async (_call, forward) => {
    const { status } = await forward();
    return { status, body: { TableNames: ["made-up"] } };
  });
  expect(await tables()).toEqual(["made-up"]);
  proxy.answers.set("DynamoDB_20120810.ListTables", () => ({
    status: 400,
    body: { __type: "AccessDeniedException", message: "no" },
  }));
  await expect(tables()).rejects.toThrow("no");
});

it("names the operations of protocols that have them in a form or in the path", async () => {
  const form = new URLSearchParams({ Action: "GetCallerIdentity", Version: "2011-06-15" });
  const authorization = "AWS4-HMAC-SHA256 Credential=A/20261121/us-east-1/sts/aws4_request";
  const answer = await fetch(proxy.endpoint, { method: "POST", body: form, headers: { authorization } });
  expect(await answer.text()).toContain("<Account>");
  await fetch(`${proxy.endpoint}/bucket/key?x=1`, { headers: { authorization: authorization.replace("sts", "s3") } });
  expect(proxy.calls.slice(-2).map(({ target }) => target)).toEqual(["GetCallerIdentity", "GET /bucket/key"]);
});
