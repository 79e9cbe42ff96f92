import { createServer, type IncomingMessage, type Server } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { cloudflareHost } from "../../src/domain/cloudflare.ts";

const TOKEN = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4";
const PROOF = { name: "_a1.app.example.com", value: "_b2.acm-validations.aws" };

interface Row {
  readonly id: string;
  readonly name: string;
  content: string;
}

/** As much of Cloudflare's API as is called. */
let server: Server;
let baseUrl: string;
let zones: readonly { readonly id: string; readonly name: string; readonly name_servers: readonly string[] }[];
let rows: Row[];
let requests: { readonly method: string; readonly path: string; readonly body: unknown }[];

beforeEach(async () => {
  zones = [{ id: "z1", name: "example.com", name_servers: ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"] }];
  [rows, requests] = [[], []];
  server = createServer(async (request, response) => {
    const { status, result, errors = [] } = await answer(request);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ success: status === 200, errors, result }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterEach(() => new Promise((closed) => server.close(closed)));

async function answer(request: IncomingMessage) {
  const url = new URL(request.url ?? "/", baseUrl);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  const body: Partial<Row> = text === "" ? {} : JSON.parse(text);
  requests.push({ method: request.method ?? "", path: url.pathname, body });
  if (request.headers.authorization !== `Bearer ${TOKEN}`) {
    return { status: 403, result: null, errors: [{ code: 9109, message: "Invalid access token" }] };
  }
  const name = url.searchParams.get("name");
  if (url.pathname === "/zones") return { status: 200, result: zones.filter((zone) => zone.name === name) };
  if (request.method === "GET") return { status: 200, result: rows.filter((row) => row.name === name) };
  const known = rows.find(({ id }) => url.pathname.endsWith(`/${id}`));
  if (known !== undefined) known.content = body.content ?? "";
  else rows.push({ id: `r${rows.length}`, name: body.name ?? "", content: body.content ?? "" });
  return { status: 200, result: {} };
}

it("finds a zone with its name servers, and writes the records that prove names, unproxied", async () => {
  const zone = await cloudflareHost({ token: TOKEN, baseUrl }).find("example.com");
  expect(zone).toMatchObject({
    what: "zone example.com at Cloudflare (z1)",
    nameServers: ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
  });
  expect(await zone?.missing([PROOF])).toEqual([PROOF]);
  await zone?.write([PROOF]);
  expect(requests.at(-1)).toEqual({
    method: "POST",
    path: "/zones/z1/dns_records",
    body: { type: "CNAME", name: PROOF.name, content: PROOF.value, ttl: 300, proxied: false },
  });
  expect(await zone?.missing([PROOF])).toEqual([]);
});

it("gives a record with another value this one, and makes no second one", async () => {
  rows = [{ id: "r9", name: PROOF.name, content: "_old.acm-validations.aws" }];
  const zone = await cloudflareHost({ token: TOKEN, baseUrl }).find("example.com");
  expect(await zone?.missing([PROOF])).toEqual([PROOF]);
  await zone?.write([PROOF]);
  expect(rows).toEqual([{ id: "r9", name: PROOF.name, content: PROOF.value }]);
});

it("says that a zone is missing, and makes none", async () => {
  const host = cloudflareHost({ token: TOKEN, baseUrl });
  expect(await host.find("other.example")).toBeUndefined();
  await expect(host.make("other.example")).rejects.toMatchObject({ code: "ZONE_MISSING" });
});

it("refuses a zone of the same name twice, with both ids", async () => {
  zones = [...zones, { id: "z2", name: "example.com", name_servers: [] }];
  await expect(cloudflareHost({ token: TOKEN, baseUrl }).find("example.com")).rejects.toMatchObject({
    code: "ZONE_AMBIGUOUS",
    message: expect.stringContaining("z1, z2"),
  });
});

it("says why Cloudflare refuses, without the token", async () => {
  const wrong = "wrong-token-wrong-token";
  const failure = await cloudflareHost({ token: wrong, baseUrl })
    .find("example.com")
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: "CLOUDFLARE_REFUSED",
    message: "Cloudflare answers 403 to GET /zones: Invalid access token (9109)",
  });
  expect(JSON.stringify(failure)).not.toContain(wrong);
  await expect(
    cloudflareHost({ token: TOKEN, baseUrl: "http://127.0.0.1:1" }).find("example.com"),
  ).rejects.toMatchObject({ code: "CLOUDFLARE_REFUSED", message: "Cloudflare cannot be reached" });
});
