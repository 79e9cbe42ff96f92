import { describe, expect, test } from "vitest";
import { forwarded } from "../worker/forward.ts";

const backend = { key: "ecs", host: "api-ecs.example.com" };
const pass = (headers: Record<string, string>) =>
  forwarded(new Request("http://api.example.com:8080/a/%2Fb?c=d", { headers }), backend);

describe("a request to a backend", () => {
  test("goes to the same path and query at the backend's host, by HTTPS", () => {
    const request = pass({});
    expect(request.url).toBe("https://api-ecs.example.com/a/%2Fb?c=d");
    expect(request.redirect).toBe("manual");
    expect(request.headers.get("x-forwarded-proto")).toBe("http");
  });

  test("goes without the headers of one connection, those that it names itself too", () => {
    const names = [
      ...pass({ connection: "x-mine, close", "x-mine": "1", te: "gzip", "keep-alive": "5" }).headers.keys(),
    ];
    expect(names).toEqual(["x-forwarded-host", "x-forwarded-proto"]);
  });

  test("asks for a WebSocket where the client does, and for no other protocol", () => {
    expect(pass({ upgrade: "WebSocket" }).headers.get("upgrade")).toBe("websocket");
    expect(pass({ upgrade: "h2c" }).headers.get("upgrade")).toBeNull();
  });

  test("names as client whom Cloudflare names, also where the client would have the header dropped", () => {
    const client = { "cf-connecting-ip": "203.0.113.9", connection: "cf-connecting-ip" };
    expect(pass(client).headers.get("x-real-ip")).toBe("203.0.113.9");
    expect(pass({ "x-real-ip": "198.51.100.1" }).headers.get("x-real-ip")).toBeNull();
  });
});
