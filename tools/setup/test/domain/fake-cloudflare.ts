import { createServer, type IncomingMessage, type Server } from "node:http";

/** The token that the stand-in takes. */
export const TOKEN = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4";

interface Row {
  readonly id: string;
  readonly name: string;
  content: string;
}

/** As much of Cloudflare's API as is called, with one zone `example.com`. */
export class FakeCloudflare {
  zones = [{ id: "z1", name: "example.com", name_servers: ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"] }];
  rows: Row[] = [];
  readonly requests: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const { status, result, errors = [] } = await this.#answer(request);
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ success: status === 200, errors, result }));
    });
  }

  static async start(): Promise<FakeCloudflare> {
    const fake = new FakeCloudflare();
    await new Promise<void>((listening) => fake.#server.listen(0, "127.0.0.1", listening));
    return fake;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(request: IncomingMessage) {
    const url = new URL(request.url ?? "/", this.url);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString();
    const body: Partial<Row> = text === "" ? {} : JSON.parse(text);
    this.requests.push({ method: request.method ?? "", path: url.pathname, body });
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      return { status: 403, result: null, errors: [{ code: 9109, message: "Invalid access token" }] };
    }
    const name = url.searchParams.get("name");
    if (url.pathname === "/zones") return { status: 200, result: this.zones.filter((zone) => zone.name === name) };
    if (request.method === "GET") return { status: 200, result: this.rows.filter((row) => row.name === name) };
    const known = this.rows.find(({ id }) => url.pathname.endsWith(`/${id}`));
    if (known !== undefined) known.content = body.content ?? "";
    else this.rows.push({ id: `r${this.rows.length}`, name: body.name ?? "", content: body.content ?? "" });
    return { status: 200, result: {} };
  }
}
