import { generateKeyPairSync } from "node:crypto";
import { jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { credentialAddress } from "../../src/credentials/credential-address.ts";
import { tryCredentials } from "../../src/credentials/try-credentials.ts";
import { proliferate } from "../application/fixtures.ts";
import { type Answer, startThirdParties, type ThirdParties } from "./third-party.ts";

const { application } = proliferate();
const NOW = new Date("2026-01-01T00:00:00Z");
const KEYS = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PEM = KEYS.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const SECRET = "v3ry-s3cret";

let parties: ThirdParties;
let answer: Answer;

beforeAll(async () => {
  parties = await startThirdParties(() => answer);
});
beforeEach(() => {
  parties.seen.length = 0;
});
afterAll(() => parties.stop());

function attempt(values: Readonly<Record<string, string>>, address = credentialAddress(parties.address)) {
  const all = new Map(Object.entries(values));
  return tryCredentials(application, all, new Set(all.keys()), { ...(address && { address }), now: () => NOW });
}

describe("PROL-092: a credential is tried out, and the message names its key and never its value", () => {
  const ONE = [
    ["ANTHROPIC_API_KEY", "api.anthropic.com/v1/models?limit=1", "x-api-key", 401],
    ["OPENAI_API_KEY", "api.openai.com/v1/models", "authorization", 401],
    ["RESEND_API_KEY", "api.resend.com/domains", "authorization", 403],
    ["E2B_API_KEY", "api.e2b.app/v2/sandboxes?limit=1", "x-api-key", 401],
    ["NANGO_SECRET_KEY", "api.nango.dev/integrations", "authorization", 401],
  ] as const;

  it.each(ONE)("%s", async (key, path, header, refusal) => {
    answer = { status: 200 };
    expect(await attempt({ [key]: SECRET })).toMatchObject([{ keys: [key], verdict: "good" }]);
    expect(parties.seen).toMatchObject([{ method: "GET", path }]);
    expect(parties.seen[0]?.headers[header]).toContain(SECRET);
    answer = { status: refusal, body: { name: "invalid_api_key" } };
    const [refused] = await attempt({ [key]: SECRET });
    expect(refused).toMatchObject({ verdict: "bad", message: expect.stringContaining(key) });
    expect(refused?.message).not.toContain(SECRET);
  });

  const PAIRS = [
    ["GITHUB_OAUTH_APP_ID", "GITHUB_OAUTH_APP_SECRET", { status: 404 }, { status: 401 }],
    [
      "GOOGLE_CLIENT_ID",
      "GOOGLE_CLIENT_SECRET",
      { status: 400, body: { error: "invalid_grant" } },
      { status: 401, body: { error: "invalid_client" } },
    ],
    [
      "SLACK_CLIENT_ID",
      "SLACK_CLIENT_SECRET",
      { status: 200, body: { ok: false, error: "invalid_code" } },
      { status: 200, body: { ok: false, error: "bad_client_secret" } },
    ],
  ] as const;

  it.each(PAIRS)("%s with its secret", async (id, secret, good, bad) => {
    answer = good;
    expect(await attempt({ [id]: "id-1", [secret]: SECRET })).toMatchObject([{ keys: [id, secret], verdict: "good" }]);
    answer = bad;
    const [refused] = await attempt({ [id]: "id-1", [secret]: SECRET });
    expect(refused).toMatchObject({ verdict: "bad" });
    expect(refused?.message).not.toContain(SECRET);
  });

  it("a key of Resend that may only send is a good one", async () => {
    answer = { status: 401, body: { name: "restricted_api_key" } };
    expect(await attempt({ RESEND_API_KEY: SECRET })).toMatchObject([{ verdict: "good" }]);
  });

  it("the GitHub App says who it is with a token that its key has signed, and that ends within ten minutes", async () => {
    answer = { status: 200, body: { slug: "acme" } };
    expect(await attempt({ GITHUB_APP_ID: "123", GITHUB_APP_PRIVATE_KEY: PEM })).toMatchObject([{ verdict: "good" }]);
    const [, token = ""] = String(parties.seen[0]?.headers.authorization).split(" ");
    const { payload } = await jwtVerify(token, KEYS.publicKey, { currentDate: NOW });
    expect(payload.iss).toBe("123");
    expect((payload.exp ?? 0) - NOW.getTime() / 1000).toBeLessThanOrEqual(600);
    answer = { status: 401 };
    expect(await attempt({ GITHUB_APP_ID: "124", GITHUB_APP_PRIVATE_KEY: PEM })).toMatchObject([{ verdict: "bad" }]);
  });

  it("a damaged PEM is refused before any call", async () => {
    const [refused] = await attempt({ GITHUB_APP_ID: "123", GITHUB_APP_PRIVATE_KEY: PEM.slice(0, 200) });
    expect(refused).toMatchObject({
      verdict: "bad",
      message: expect.stringMatching(/^GITHUB_APP_PRIVATE_KEY: it is a damaged PEM/),
    });
    expect(parties.seen).toEqual([]);
  });

  it("a value with a line end is refused before any call", async () => {
    expect(await attempt({ OPENAI_API_KEY: "sk-1\n" })).toMatchObject([{ verdict: "bad" }]);
    expect(parties.seen).toEqual([]);
  });

  it("what is switched off, or only half there, is not tried out", async () => {
    expect(await attempt({ OPENAI_API_KEY: "disabled", GOOGLE_CLIENT_ID: "id" })).toEqual([]);
  });

  it("is no verdict where the other side is down or cannot be reached", async () => {
    answer = { status: 503 };
    expect(await attempt({ OPENAI_API_KEY: SECRET })).toMatchObject([{ verdict: "unknown" }]);
    const nobody = await attempt({ OPENAI_API_KEY: SECRET }, () => "http://127.0.0.1:1/");
    expect(nobody).toMatchObject([{ verdict: "unknown", message: expect.stringContaining("cannot be reached") }]);
  });
});

it("a stand-in is on this machine, since it is sent secrets", () => {
  expect(() => credentialAddress("https://example.com")).toThrow(/neither off nor/);
  expect(credentialAddress("off")).toBeUndefined();
});
