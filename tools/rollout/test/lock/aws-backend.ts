import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";

const KEYS = { accessKeyId: "stand-in", secretAccessKey: "stand-in" };
const REGION = "eu-central-1";

/** Makes a table for locks, as the product asks for one. */
export async function createLockTable(endpoint: string, TableName: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: REGION, credentials: KEYS });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
    }),
  );
}

/** Makes a bucket for state. */
export async function createBucket(endpoint: string, Bucket: string): Promise<void> {
  const client = new S3Client({ endpoint, region: REGION, credentials: KEYS, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
}

/** The URL of a state backend behind an endpoint. */
export function s3Backend(endpoint: string, bucket: string): string {
  return `s3://${bucket}/team?region=${REGION}&endpoint=${encodeURIComponent(endpoint)}&s3ForcePathStyle=true&disableSSL=true`;
}

/** A server between a client and another one. */
export interface Between {
  readonly endpoint: string;
  /** How many requests came, and how many of them were lost. */
  readonly counts: { came: number; lost: number };
  readonly stop: () => Promise<void>;
}

/** Loses 3 of 10 requests: of the lost ones every second reaches the server, and its answer is lost. */
export async function startLossyNetwork(target: string): Promise<Between> {
  const counts = { came: 0, lost: 0 };
  return startServer(counts, (incoming, outgoing) => {
    counts.came += 1;
    const loses = [2, 5, 8].includes(counts.came % 10);
    if (loses) counts.lost += 1;
    if (loses && counts.lost % 2 === 0) return void incoming.socket.destroy();
    const { method = "GET", url = "/", headers } = incoming;
    const onward = forward(new URL(url, target), { method, headers }, (answer) => {
      if (loses) return void incoming.socket.destroy();
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => incoming.socket.destroy());
    incoming.pipe(onward);
  });
}

/** Refuses every request, as S3 does for an identity that may do nothing. */
export async function startForbidden(): Promise<Between> {
  const counts = { came: 0, lost: 0 };
  return startServer(counts, (_, outgoing) => {
    counts.came += 1;
    outgoing.writeHead(403, { "content-type": "application/xml" });
    outgoing.end("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
  });
}

async function startServer(
  counts: Between["counts"],
  answer: Parameters<typeof createServer>[1] & object,
): Promise<Between> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    endpoint: `http://127.0.0.1:${portOf(server.address())}`,
    counts,
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
