/* The router's Worker in workerd, with real requests to backends on loopback. No test waits for time to pass. */
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { broken, echo } from "./upstream.ts";
import { ECS, LIGHTSAIL, startRouter } from "./worker.ts";

// A stream that is held back never ends: it fails soon.
vi.setConfig({ testTimeout: 20_000 });

describe("the router passes a request on", () => {
  test("SUNA-032: to the Lightsail host with path, query, method and body", async () => {
    await using router = await startRouter({ [LIGHTSAIL]: echo });
    const answer = await router.ask("/v1/threads?limit=5&q=a%20b", {
      method: "POST",
      body: '{"text":"hello"}',
      headers: { "content-type": "application/json", authorization: "Bearer token" },
    });
    expect([answer.status, await answer.text()]).toEqual([201, '{"text":"hello"}']);
    expect(answer.headers.get("x-strata-backend")).toBe("lightsail");
    expect(router.upstream.received).toMatchObject([
      {
        host: LIGHTSAIL,
        method: "POST",
        url: "/v1/threads?limit=5&q=a%20b",
        headers: { authorization: "Bearer token", "x-forwarded-host": "api.kortix.com", "x-forwarded-proto": "https" },
      },
    ]);
  });

  test("SUNA-033: to the load balancer's host where ACTIVE_BACKEND is ecs", async () => {
    await using router = await startRouter({ [ECS]: echo }, { active: "ecs" });
    const answer = await router.ask("/", { method: "DELETE" });
    expect(answer.headers.get("x-strata-backend")).toBe("ecs");
    expect(router.upstream.received.map(({ host, method }) => `${method} ${host}`)).toEqual([`DELETE ${ECS}`]);
  });

  test("without what a client says of itself that only Cloudflare may say", async () => {
    await using router = await startRouter({ [LIGHTSAIL]: echo });
    await router.ask("/", {
      headers: {
        "cf-connecting-ip": "203.0.113.9",
        "x-forwarded-for": "198.51.100.1",
        "x-real-ip": "198.51.100.1",
        "x-forwarded-host": "evil.example",
        forwarded: "for=198.51.100.1",
        "x-strata-backend": "evil",
      },
    });
    const headers = router.upstream.received[0]?.headers;
    expect(headers).toMatchObject({
      "x-forwarded-for": "203.0.113.9",
      "x-real-ip": "203.0.113.9",
      "x-forwarded-host": "api.kortix.com",
    });
    expect(headers).not.toHaveProperty("forwarded");
    expect(headers).not.toHaveProperty("x-strata-backend");
  });

  test("and gives the answer as it came: status, cookies, compression", async () => {
    const packed = gzipSync("packed");
    await using router = await startRouter({
      [LIGHTSAIL]: (_request, response) =>
        response.writeHead(404, { "set-cookie": ["a=1", "b=2"], "content-encoding": "gzip" }).end(packed),
    });
    const answer = await router.ask("/");
    expect([answer.status, await answer.text()]).toEqual([404, "packed"]);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  test("and leaves a redirect to the client, to the public name and not to the backend's", async () => {
    await using router = await startRouter({
      [LIGHTSAIL]: ({ url }, response) =>
        response
          .writeHead(302, { location: url === "/in" ? `https://${LIGHTSAIL}/a?b#c` : "https://else.example/" })
          .end(),
    });
    const inside = await router.ask("/in");
    expect([inside.status, inside.headers.get("location")]).toEqual([302, "https://api.kortix.com/a?b#c"]);
    expect((await router.ask("/out")).headers.get("location")).toBe("https://else.example/");
    expect(router.upstream.received).toHaveLength(2);
  });
});

describe("the router holds nothing back", () => {
  test("of a response: the first event arrives before the last one is sent", async () => {
    const seen = Promise.withResolvers<void>();
    await using router = await startRouter({
      [LIGHTSAIL]: async (_request, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write("data: first\n\n");
        await seen.promise;
        response.end("data: last\n\n");
      },
    });
    const answer = await router.ask("/events");
    const chunks: string[] = [];
    for await (const chunk of answer.body ?? []) {
      chunks.push(new TextDecoder().decode(chunk));
      seen.resolve();
    }
    expect(chunks.join("")).toBe("data: first\n\ndata: last\n\n");
  });

  test("of a request: its beginning arrives before its end is sent", async () => {
    const seen = Promise.withResolvers<string>();
    await using router = await startRouter({
      [LIGHTSAIL]: (request, response) => {
        request.once("data", (chunk) => seen.resolve(String(chunk)));
        request.on("end", () => response.end("done"));
      },
    });
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const answer = router.ask("/upload", { method: "POST", body: readable, duplex: "half" });
    void writer.write(new TextEncoder().encode("first"));
    expect(await seen.promise).toBe("first");
    await writer.close();
    expect(await (await answer).text()).toBe("done");
  });

  test("of a WebSocket: what is sent comes back", async () => {
    await using router = await startRouter({ [LIGHTSAIL]: echo });
    const answer = await router.ask("/ws", { headers: { upgrade: "websocket", "sec-websocket-protocol": "chat" } });
    expect([answer.status, answer.headers.get("x-strata-backend")]).toEqual([101, "lightsail"]);
    const message = Promise.withResolvers<unknown>();
    answer.webSocket?.addEventListener("message", ({ data }) => message.resolve(data));
    answer.webSocket?.accept();
    answer.webSocket?.send("hello");
    expect(await message.promise).toBe("echo hello");
    answer.webSocket?.close();
    expect(router.upstream.received[0]?.headers["sec-websocket-protocol"]).toBe("chat");
  });
});

describe("with fallback, the next backend answers", () => {
  const fallback = { fallback: true };

  test("where the active one fails its health check, and the verdict is kept", async () => {
    await using router = await startRouter(
      {
        [LIGHTSAIL]: (_request, response) => response.writeHead(500).end(),
        [ECS]: (request, response) => (request.url === "/api/health" ? response.end() : echo(request, response)),
      },
      fallback,
    );
    const answer = await router.ask("/", { method: "POST", body: "kept" });
    expect([answer.headers.get("x-strata-backend"), await answer.text()]).toEqual(["ecs", "kept"]);
    await (await router.ask("/again")).text();
    expect(router.upstream.received.map(({ host, url }) => `${host}${url}`)).toEqual([
      `${LIGHTSAIL}/api/health`,
      `${ECS}/api/health`,
      `${ECS}/`,
      `${ECS}/again`,
    ]);
  });

  test("where the connection fails; a body that was sent is not sent again", async () => {
    const half = {
      [LIGHTSAIL]: (request, response) => (request.url === "/api/health" ? response.end() : broken(request, response)),
      [ECS]: echo,
    } satisfies Parameters<typeof startRouter>[0];
    await using router = await startRouter(half, fallback);
    expect((await router.ask("/")).headers.get("x-strata-backend")).toBe("ecs");
    const answer = await router.ask("/", { method: "PUT", body: "once" });
    expect([answer.status, await answer.json()]).toEqual([502, { error: "cannot reach lightsail" }]);
    expect(router.upstream.received.filter(({ method }) => method === "PUT")).toHaveLength(1);
  });

  test("where Cloudflare says that it does not reach the active one", async () => {
    await using router = await startRouter(
      {
        // 530 is what a tunnel without a connector gives.
        [LIGHTSAIL]: ({ url }, response) => response.writeHead(url === "/api/health" ? 200 : 530).end(),
        [ECS]: echo,
      },
      fallback,
    );
    expect((await router.ask("/")).headers.get("x-strata-backend")).toBe("ecs");
    expect(router.log).toEqual(["lightsail cannot be reached: Cloudflare says 530"]);
  });

  test("and where none is healthy, an error in JSON does", async () => {
    await using router = await startRouter({ [LIGHTSAIL]: broken, [ECS]: broken }, fallback);
    const answer = await router.ask("/");
    expect([answer.status, await answer.json()]).toEqual([503, { error: "no backend is healthy: lightsail, ecs" }]);
  });
});

test("without fallback nobody asks for health, and an active backend out of reach is an error in JSON", async () => {
  await using router = await startRouter({ [LIGHTSAIL]: broken, [ECS]: echo });
  const answer = await router.ask("/");
  expect([answer.status, await answer.json()]).toEqual([502, { error: "cannot reach lightsail" }]);
  expect(router.upstream.received.map(({ host, url }) => `${host}${url}`)).not.toContain(`${ECS}/`);
});

test("SUNA-031: an active backend that does not exist is named", async () => {
  await using router = await startRouter({}, { active: "heroku" });
  const answer = await router.ask("/");
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ error: "ACTIVE_BACKEND is heroku; there are: lightsail, ecs" });
});
