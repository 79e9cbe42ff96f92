import { createServer } from "node:http";
import { findRoot, loadEnvironment } from "@strata/shared-config";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type DataConfig, planFetch } from "../src/fetch/fetch-secrets.ts";

const ROOT = findRoot(import.meta.dirname) ?? "";
const TOKEN = "strata:data.secrets.entries.auth-api-key.value";
const RELAY = "strata:data.secrets.entries.sentry-relay.value";
const CREDENTIALS = {
  public_key: "relay-public",
  secret_key: "relay-private",
  id: "01234567-89ab-cdef-0123-456789abcdef",
  sentry_dsn: "https://0a1b2c@o1.ingest.sentry.io/2",
};

const closing: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) close();
});

/** A vault on this machine; what it was asked with is kept. */
async function openVault(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
  const asked: { readonly url: string | undefined; readonly authorization: string | undefined }[] = [];
  const server = createServer(({ url, headers: { authorization } }, response) => {
    asked.push({ url, authorization });
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const address = server.address();
  const port = (typeof address === "object" ? address : null)?.port ?? 0;
  return { asked, url: `http://127.0.0.1:${port}/vault/v1/kv/name/runlayer-sentry-credentials` };
}

/** runlayer-prod with its vault at an address, and a config in memory. */
async function fetchFrom(url: string, held: Record<string, string>, variables = {}) {
  vi.stubEnv("STRATA__data__secrets__entries__sentry-relay__fetch__url", url);
  const config: DataConfig = {
    read: async (key) => held[key],
    set: async (key, value) => {
      held[key] = value;
    },
  };
  const rows = await planFetch(loadEnvironment(ROOT, "runlayer-prod"), config, variables);
  for (const { apply } of rows) await apply();
  return rows.map(({ apply: _, ...row }) => row);
}

describe("RUN-073: the relay's credentials", () => {
  it("are taken over from the vault with the config's own token, once", async () => {
    const { asked, url } = await openVault(200, JSON.stringify({ id: "s1", value: JSON.stringify(CREDENTIALS) }));
    const held: Record<string, string> = { [TOKEN]: "sk_test_1" };
    expect(await fetchFrom(url, held)).toEqual([{ entry: "sentry-relay", outcome: "set" }]);
    expect(JSON.parse(held[RELAY] ?? "")).toEqual(CREDENTIALS);
    expect(asked).toEqual([
      { url: "/vault/v1/kv/name/runlayer-sentry-credentials", authorization: "Bearer sk_test_1" },
    ]);
    expect(await fetchFrom(url, held)).toEqual([{ entry: "sentry-relay", outcome: "same" }]);
  });

  it.each([
    ["has none", 404, "{}", /answered 404/],
    ["refuses the token", 401, "{}", /answered 401/],
    ["is no JSON", 200, "<html>", /no JSON/],
    ["has another shape", 200, '{"data":1}', /has no value/],
    ["holds other keys", 200, '{"value":"{\\"public_key\\":\\"a\\"}"}', /is not a JSON object with the keys/],
  ])("are left out, and nothing fails, where the vault %s", async (_, status, body, reason) => {
    const { url } = await openVault(status, body);
    const held = { [TOKEN]: "sk_test_1" };
    expect(await fetchFrom(url, held)).toEqual([
      { entry: "sentry-relay", outcome: "absent", reason: expect.stringMatching(reason) },
    ]);
    expect(Object.keys(held)).toEqual([TOKEN]);
  });

  it("are left out where nobody answers, and those that are set already stay", async () => {
    const held = { [TOKEN]: "sk_test_1", [RELAY]: "kept" };
    // Port 9 is discard, RFC 863: nothing listens there.
    expect(await fetchFrom("http://127.0.0.1:9/", held)).toEqual([
      { entry: "sentry-relay", outcome: "absent", reason: expect.stringContaining("cannot be reached") },
    ]);
    expect(held[RELAY]).toBe("kept");
  });

  it("are not asked for at another address that the vault points to: the token stays where it belongs", async () => {
    const thief = await openVault(200, "{}");
    const { url } = await openVault(302, "", { location: thief.url });
    expect(await fetchFrom(url, { [TOKEN]: "sk_test_1" })).toMatchObject([{ outcome: "absent" }]);
    expect(thief.asked).toEqual([]);
  });

  it("are not asked for without a token, nor outside of the machine in a rehearsal", async () => {
    expect(await fetchFrom("http://127.0.0.1:9/", {})).toMatchObject([{ reason: expect.stringContaining(TOKEN) }]);
    const outside = await fetchFrom("https://vault.example.com/", { [TOKEN]: "sk" }, { STRATA_REHEARSAL: "/w" });
    expect(outside).toMatchObject([{ reason: "a rehearsal asks nobody outside" }]);
  });

  it("are not asked for where they are switched off", async () => {
    vi.stubEnv("STRATA__data__secrets__entries__sentry-relay__presence", "off");
    vi.stubEnv("STRATA__data__secrets__entries__sentry-dsn__presence", "off");
    expect(await fetchFrom("http://127.0.0.1:9/", { [TOKEN]: "sk" })).toEqual([]);
  });
});
