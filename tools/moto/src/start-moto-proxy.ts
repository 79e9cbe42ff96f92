/*
 * A thin proxy before moto, for what moto does not do: a task that ends with an error, a certificate that stays pending, an
 * operation that it does not have. It passes every call on as it is, unless the test gives an answer for its operation.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http";
import { buffer as readBytes } from "node:stream/consumers";
import { asTree } from "@strata/shared-config";
import type { Moto } from "./start-moto.ts";

/** A call of AWS's API. */
export interface ProxiedCall {
  /**
   * The operation: `AmazonEC2ContainerServiceV20141113.RunTask` where the protocol has it in a header (JSON), `GetUser`
   * where it is in the form (IAM, STS, EC2); for the rest (S3, Route 53) method and path, `GET /2013-04-01/hostedzone`.
   */
  readonly target: string;
  /** The input of a JSON protocol; empty for any other. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The request's text. */
  readonly text: string;
}

/** An answer: an object goes out as JSON, a text and bytes as they are. */
export interface ProxiedAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Answers an operation.
 * @param forward moto's own answer, to be given as it is or changed; of another input, where one is given. Without a call of
 *   it moto never hears of the request
 */
export type ProxyAnswer = (
  call: ProxiedCall,
  forward: (body?: object) => Promise<ProxiedAnswer>,
) => ProxiedAnswer | Promise<ProxiedAnswer>;

/** A running proxy. */
export interface MotoProxy {
  readonly endpoint: string;
  /** As moto's, with the proxy's address. */
  readonly variables: Readonly<Record<string, string>>;
  /** Every call so far, in order. */
  readonly calls: readonly ProxiedCall[];
  /** Answers by operation, which a test may change at any time. */
  readonly answers: Map<string, ProxyAnswer>;
  readonly stop: () => Promise<void>;
}

/** Starts a proxy before moto on a loopback port that the system picks. @param answers by operation */
export async function startMotoProxy(
  { endpoint: behind, variables }: Pick<Moto, "endpoint" | "variables">,
  answers: Readonly<Record<string, ProxyAnswer>> = {},
): Promise<MotoProxy> {
  const calls: ProxiedCall[] = [];
  const byTarget = new Map(Object.entries(answers));
  const server = createServer((request, response) => {
    const answered = readBytes(request).then(async (bytes) => {
      const call = callOf(request, bytes.toString());
      calls.push(call);
      const forward = (body?: object) => passOn(behind, request, body === undefined ? bytes : JSON.stringify(body));
      const answer = byTarget.get(call.target);
      return answer === undefined ? forward() : answer(call, forward);
    });
    answered.then(
      ({ status, body, headers = {} }: ProxiedAnswer & { readonly headers?: Record<string, string> }) => {
        response.writeHead(status, { "content-type": "application/x-amz-json-1.1", ...headers });
        response.end(typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body));
      },
      (error: unknown) => {
        response.writeHead(500, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify({ __type: "ProxyFailure", message: String(error) }));
      },
    );
  });
  const endpoint = await listen(server);
  return {
    endpoint,
    variables: { ...variables, AWS_ENDPOINT_URL: endpoint },
    calls,
    answers: byTarget,
    stop: async () => {
      server.close().closeAllConnections();
    },
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address === "object" && address !== null) resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

function callOf({ headers, method = "GET", url = "/" }: IncomingMessage, text: string): ProxiedCall {
  const named = headers["x-amz-target"];
  if (typeof named === "string") return { target: named, body: parsed(text), text };
  const action = headers["content-type"]?.includes("x-www-form-urlencoded")
    ? new URLSearchParams(text).get("Action")
    : null;
  return { target: action ?? `${method} ${new URL(url, "http://127.0.0.1").pathname}`, body: {}, text };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  return asTree(JSON.parse(text === "" ? "{}" : text));
}

/** What belongs to one connection, and not to the call. */
const OWN_TO_A_CONNECTION = ["host", "connection", "content-length", "transfer-encoding", "keep-alive", "expect"];

async function passOn(behind: string, request: IncomingMessage, body: Uint8Array<ArrayBuffer> | string) {
  const { method = "GET", url = "/", headers } = request;
  const answer = await fetch(`${behind}${url}`, {
    method,
    headers: carried(headers),
    redirect: "manual",
    ...(method === "GET" || method === "HEAD" ? {} : { body }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isJson = answer.headers.get("content-type")?.includes("json") === true && bytes.length > 0;
  const length = answer.headers.get("content-length");
  return {
    status: answer.status,
    // As it is understood by whoever changes it; what goes out is the same JSON.
    body: isJson ? parsed(bytes.toString()) : bytes,
    headers: {
      ...carried(Object.fromEntries(answer.headers)),
      ...(method === "HEAD" && length !== null ? { "content-length": length } : {}),
    },
  };
}

function carried(headers: IncomingHttpHeaders | Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      OWN_TO_A_CONNECTION.includes(name) || name === "content-encoding" || value === undefined
        ? []
        : [[name, String(value)]],
    ),
  );
}
