import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { asTree } from "@strata/shared-config";
import type { Faults } from "../faults/faults.ts";
import type { Cloud } from "../operations/cloud.ts";
import { type ApiAnswer, type ApiCall, ApiRefusal } from "./api-call.ts";
import { logAnswers } from "./ecs/log-answers.ts";
import { serviceAnswers } from "./ecs/service-answers.ts";
import { SimulatedTasks } from "./ecs/simulated-tasks.ts";
import { taskAnswers } from "./ecs/task-answers.ts";
import { describeQueryDefinitions, listBackupSelections, listDnsRecords, listSecretVersionIds } from "./look-ups.ts";
import { getResources } from "./tagging.ts";

const LOOK_UPS: readonly ApiAnswer[] = [
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

/**
 * Serves a few calls of AWS's and Cloudflare's own APIs, at one port of the loopback address: those that find what was made,
 * and those that run a one-off task.
 */
export async function serveApis(cloud: Cloud, faults: Pick<Faults, "fateOf" | "unhealthy">): Promise<ApiServer> {
  const tasks = new SimulatedTasks(faults);
  const answers = [...LOOK_UPS, ...taskAnswers(tasks), ...logAnswers(tasks), ...serviceAnswers(faults)];
  const server = createServer((request, response) => {
    const reply = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(body));
    };
    readCall(request)
      .then((call) => {
        const body = firstAnswer(answers, cloud, call);
        reply(
          body === undefined ? 501 : 200,
          body ?? { __type: "NotImplemented", message: `${call.method} ${call.url.pathname}` },
        );
      })
      .catch((error: unknown) => {
        const code = error instanceof ApiRefusal ? error.code : "SerializationException";
        reply(400, { __type: code, message: error instanceof Error ? error.message : String(error) });
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return { port: portOf(server.address()), server };
}

function firstAnswer(answers: readonly ApiAnswer[], cloud: Cloud, call: ApiCall) {
  for (const answer of answers) {
    const body = answer(cloud, call);
    if (body !== undefined) return body;
  }
  return undefined;
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
    body: asTree(body),
  };
}
