import type { S3Client } from "@aws-sdk/client-s3";
import { connectionOf } from "./s3-connection.ts";
import { s3Failure } from "./s3-failure.ts";
import type { S3Url } from "./s3-url.ts";
import type { StateStore } from "./state-store.ts";

/** The store of an `s3://` backend. Its functions throw STATE_UNREACHABLE. */
export function openS3Store(url: S3Url): StateStore {
  const { bucket: Bucket, prefix, place } = url;
  // At the first request: whoever only looks at the graph has no need of an SDK.
  let opened: ReturnType<typeof openClient> | undefined;
  const request = async <Result>(send: (s3: Awaited<ReturnType<typeof openClient>>) => Promise<Result>) => {
    opened ??= openClient(url);
    try {
      return await send(await opened);
    } catch (cause) {
      throw s3Failure(url, cause);
    }
  };

  return {
    place,
    read: (key) =>
      request(async ({ client, sdk }) => {
        try {
          const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key: prefix + key }));
          return await Body?.transformToString();
        } catch (error) {
          if (error instanceof sdk.NoSuchKey) return undefined;
          throw error;
        }
      }),
    list: (start) =>
      request(async ({ client, sdk }) => {
        const keys: string[] = [];
        for await (const page of sdk.paginateListObjectsV2({ client }, { Bucket, Prefix: prefix + start })) {
          for (const { Key = "" } of page.Contents ?? []) keys.push(Key.slice(prefix.length));
        }
        return keys.sort();
      }),
    // S3 shows an object only when all of it has arrived.
    write: (key, text) =>
      request(async ({ client, sdk }) => {
        const encryption = Object.values(sdk.ServerSideEncryption).find(
          (known) => known.toLowerCase() === url.encryption?.toLowerCase(),
        );
        await client.send(
          new sdk.PutObjectCommand({
            Bucket,
            Key: prefix + key,
            Body: text,
            // Without it the SDK takes an empty text for a stream, and warns.
            ContentLength: Buffer.byteLength(text),
            ...(encryption === undefined ? {} : { ServerSideEncryption: encryption }),
            ...(url.encryptionKey === undefined ? {} : { SSEKMSKeyId: url.encryptionKey }),
          }),
        );
      }),
    remove: (key) =>
      request(async ({ client, sdk }) => {
        await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: prefix + key }));
      }),
  };
}

async function openClient(url: S3Url) {
  const sdk = await import("@aws-sdk/client-s3");
  const client: S3Client = new sdk.S3Client(await connectionOf(url));
  return { client, sdk };
}
