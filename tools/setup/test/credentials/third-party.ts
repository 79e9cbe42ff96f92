import { once } from "node:events";
import { createServer } from "node:http";

/** A request as a third party sees it. */
export interface SeenRequest {
  readonly method: string;
  /** Host of the third party, then its path. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What it answers. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** All third parties at one address of this machine. */
export interface ThirdParties {
  readonly address: string;
  readonly seen: SeenRequest[];
  readonly stop: () => Promise<void>;
}

/** @param answer to a request, which may change while it runs */
export async function startThirdParties(answer: (request: SeenRequest) => Answer): Promise<ThirdParties> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += String(part);
    const one = { method: request.method ?? "", path: request.url?.slice(1) ?? "", headers: request.headers, body };
    seen.push(one);
    const { status, body: said = {} } = answer(one);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const place = server.address();
  if (place === null || typeof place === "string") throw new Error("no port");
  return {
    address: `http://127.0.0.1:${place.port}`,
    seen,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
