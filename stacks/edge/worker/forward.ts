import type { Backend } from "./settings.ts";

/** By this header of a response its backend is known. */
export const BACKEND_HEADER = "x-strata-backend";

/** Headers that are for one connection only. Source: RFC 9110, 7.6.1, and the older ones in RFC 2616, 13.5.1. */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
];
/** Headers by which a client could pass for another one, or for the router. */
const SPOOFED = ["forwarded", "x-forwarded-for", "x-real-ip", BACKEND_HEADER];

/**
 * The request as a backend gets it: the same method, path, query, body and headers, at the backend's host. A redirect is
 * the client's to follow.
 */
export function forwarded(request: Request, { host }: Backend): Request {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  const named = (headers.get("connection") ?? "").split(",").map((name) => name.trim().toLowerCase());
  // The runtime makes the handshake of a WebSocket where it finds this header.
  const upgrade = headers.get("upgrade")?.toLowerCase() === "websocket" ? "websocket" : undefined;
  for (const name of [...HOP_BY_HOP, ...SPOOFED, "upgrade", ...named.filter(isName)]) headers.delete(name);
  if (upgrade !== undefined) headers.set("upgrade", upgrade);
  headers.set("x-forwarded-host", url.host);
  headers.set("x-forwarded-proto", url.protocol.slice(0, -1));
  // Cloudflare's edge sets it. What a backend of the same zone is told of the client is then read from x-real-ip.
  // Source: Cloudflare Workers documentation, "Headers", CF-Connecting-IP.
  const client = request.headers.get("cf-connecting-ip");
  if (client !== null) {
    headers.set("x-forwarded-for", client);
    headers.set("x-real-ip", client);
  }
  url.protocol = "https:";
  url.host = host;
  // A URL's host without a port leaves the old port in place.
  url.port = "";
  return new Request(new Request(url, request), { headers, redirect: "manual" });
}

/**
 * The response as the client gets it: as it came, streaming or a WebSocket, with the backend's key. A redirect to the
 * backend's own host leads to the public one, which stays when the backend changes.
 */
export function answered(response: Response, { key, host }: Backend, publicUrl: string): Response {
  const answer = new Response(response.body, response);
  answer.headers.set(BACKEND_HEADER, key);
  const location = answer.headers.get("location");
  if (location !== null && URL.canParse(location)) {
    const target = new URL(location);
    if (target.host === host) answer.headers.set("location", `${new URL(publicUrl).origin}${pathOf(target)}`);
  }
  return answer;
}

function pathOf({ pathname, search, hash }: URL): string {
  return `${pathname}${search}${hash}`;
}

/** Source: RFC 9110, 5.6.2, token. */
function isName(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(text);
}
