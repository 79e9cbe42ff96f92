import { afterEach, beforeEach, expect, it } from "vitest";
import { cloudflareHost } from "../../src/domain/cloudflare.ts";
import { FakeCloudflare, TOKEN } from "./fake-cloudflare.ts";

const PROOF = { name: "_a1.app.example.com", value: "_b2.acm-validations.aws" };

let fake: FakeCloudflare;
beforeEach(async () => {
  fake = await FakeCloudflare.start();
});
afterEach(() => fake.stop());

it("finds a zone with its name servers, and writes the records that prove names, unproxied", async () => {
  const zone = await cloudflareHost({ token: TOKEN, baseUrl: fake.url }).find("example.com");
  expect(zone).toMatchObject({
    what: "zone example.com at Cloudflare (z1)",
    nameServers: ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
  });
  expect(await zone?.missing([PROOF])).toEqual([PROOF]);
  await zone?.write([PROOF]);
  expect(fake.requests.at(-1)).toEqual({
    method: "POST",
    path: "/zones/z1/dns_records",
    body: { type: "CNAME", name: PROOF.name, content: PROOF.value, ttl: 300, proxied: false },
  });
  expect(await zone?.missing([PROOF])).toEqual([]);
});

it("gives a record with another value this one, and makes no second one", async () => {
  fake.rows = [{ id: "r9", name: PROOF.name, content: "_old.acm-validations.aws" }];
  const zone = await cloudflareHost({ token: TOKEN, baseUrl: fake.url }).find("example.com");
  expect(await zone?.missing([PROOF])).toEqual([PROOF]);
  await zone?.write([PROOF]);
  expect(fake.rows).toEqual([{ id: "r9", name: PROOF.name, content: PROOF.value }]);
});

it("says that a zone is missing, and makes none", async () => {
  const host = cloudflareHost({ token: TOKEN, baseUrl: fake.url });
  expect(await host.find("other.example")).toBeUndefined();
  await expect(host.make("other.example")).rejects.toMatchObject({ code: "ZONE_MISSING" });
});

it("refuses a zone of the same name twice, with both ids", async () => {
  fake.zones = [...fake.zones, { id: "z2", name: "example.com", name_servers: [] }];
  await expect(cloudflareHost({ token: TOKEN, baseUrl: fake.url }).find("example.com")).rejects.toMatchObject({
    code: "ZONE_AMBIGUOUS",
    message: expect.stringContaining("z1, z2"),
  });
});

it("says why Cloudflare refuses, without the token", async () => {
  const wrong = "wrong-token-wrong-token";
  const failure = await cloudflareHost({ token: wrong, baseUrl: fake.url })
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
