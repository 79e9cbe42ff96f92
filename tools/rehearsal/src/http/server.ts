import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import type { Cloud } from "../operations/cloud.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { describeQueryDefinitions, listBackupSelections, listDnsRecords, listSecretVersionIds } from "./look-ups.ts";
import { getResources } from "./tagging.ts";

const ANSWERS: readonly ApiAnswer[] = [
  getResources,
  listSecretVersionIds,
  listBackupSelections,
  describeQueryDefinitions,
  listDnsRecords,
];

/** An HTTP server that listens. */
export interface ApiServer {
  readonly port: number;
  readonly server: Server;
}

/** Serves the few calls of AWS's and Cloudflare's own APIs that find what was made, at one port of the loopback address. */
export async function serveApis(cloud: Cloud): Promise<ApiServer> {
  const server = createServer((request, response) => {
    readCall(request).then(
      (call) => {
        const body = ANSWERS.map((answer) => answer(cloud, call)).find((found) => found !== undefined);
        response.writeHead(body === undefined ? 501 : 200, { "content-type": "application/x-amz-json-1.1" });
        response.end(
          JSON.stringify(body ?? { __type: "NotImplemented", message: `${call.method} ${call.url.pathname}` }),
        );
      },
      (error: unknown) => {
        response.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify({ __type: "SerializationException", message: String(error) }));
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return { port: portOf(server.address()), server };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("the HTTP server has no port");
}

async function readCall(request: IncomingMessage): Promise<ApiCall> {
  const body: unknown = JSON.parse((await readText(request)) || "{}");
  const { authorization = "" } = request.headers;
  const target = request.headers["x-amz-target"];
  return {
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", "http://127.0.0.1"),
    target: typeof target === "string" ? target : "",
    // Signature Version 4: Credential=<key>/<date>/<region>/<service>/aws4_request.
    region: /Credential=[^/]+\/[^/]+\/([^/]+)\//.exec(authorization)?.[1] ?? "",
    body: typeof body === "object" && body !== null ? Object.fromEntries(Object.entries(body)) : {},
  };
}
