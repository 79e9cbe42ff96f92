import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { covers } from "../../src/domain/given-certificate.ts";
import { readPem } from "../../src/domain/pem.ts";
import { selfSigned } from "./self-signed.ts";

const NOW = new Date("2026-11-21T00:00:00Z");
const YEAR = 365 * 24 * 3600 * 1000;
const folder = mkdtempSync(join(tmpdir(), "strata-pem-"));
const good = selfSigned(["app.example.com", "*.apps.example.com"], NOW, new Date(NOW.getTime() + YEAR));
const other = selfSigned(["app.example.com"], NOW, new Date(NOW.getTime() + YEAR));

beforeAll(() => {
  const old = selfSigned(["app.example.com"], new Date(NOW.getTime() - YEAR), new Date(NOW.getTime() - 1000));
  const early = selfSigned(["app.example.com"], new Date(NOW.getTime() + YEAR), new Date(NOW.getTime() + 2 * YEAR));
  const files = {
    "good.pem": good.certificate,
    "good.key": good.key,
    "with-chain.pem": good.certificate + other.certificate,
    "other.key": other.key,
    "old.pem": old.certificate,
    "old.key": old.key,
    "early.pem": early.certificate,
    "early.key": early.key,
    "text.pem": "no certificate",
    "broken.pem": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    "broken.key": "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n",
    "locked.key": "-----BEGIN ENCRYPTED PRIVATE KEY-----\nc2VjcmV0\n-----END ENCRYPTED PRIVATE KEY-----\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(certificate: string, key: string, names = ["app.example.com"], chain?: string) {
  return readPem({ certificate, key, chain }, folder, names, NOW);
}

describe("PEM files", () => {
  it("are taken where they belong together, with what follows the certificate as its chain", () => {
    expect(read("good.pem", "good.key", ["app.example.com", "one.apps.example.com"])).toMatchObject({
      key: good.key,
      chain: undefined,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const chained = read("with-chain.pem", "good.key");
    expect(chained.certificate.trim()).toBe(good.certificate.trim());
    expect(chained.chain?.trim()).toBe(other.certificate.trim());
    expect(read("good.pem", "good.key", [], "with-chain.pem").chain).toContain("BEGIN CERTIFICATE");
  });

  it.each([
    ["text.pem", "good.key", "text.pem holds no certificate as PEM"],
    ["broken.pem", "good.key", "broken.pem holds a certificate that is malformed"],
    ["missing.pem", "good.key", "missing.pem cannot be read: ENOENT"],
    ["good.pem", "broken.key", "broken.key holds no private key as PEM"],
    ["good.pem", "good.pem", "good.pem holds no private key as PEM"],
    ["good.pem", "locked.key", "is encrypted, and ACM takes a plain one"],
    ["good.pem", "other.key", "the key in other.key is not the one of good.pem"],
    ["old.pem", "old.key", "old.pem ended on"],
    ["early.pem", "early.key", "early.pem only starts on"],
  ])("are refused: %s with %s", (certificate, key, problem) => {
    const failure = () => read(certificate, key);
    expect(failure).toThrow(problem);
    expect(failure).not.toThrow("c2VjcmV0");
  });

  it("are refused for a name that they do not cover", () => {
    expect(() => read("good.pem", "good.key", ["app.example.com", "a.b.apps.example.com"])).toThrow(
      "is for app.example.com, *.apps.example.com, and does not cover a.b.apps.example.com",
    );
  });
});

it.each([
  ["app.example.com", "app.example.com", true],
  ["*.example.com", "app.example.com", true],
  ["*.example.com", "example.com", false],
  ["*.example.com", "a.b.example.com", false],
  ["app.example.com", "api.example.com", false],
])("a certificate of %s covers %s: %s", (pattern, host, expected) => {
  expect(covers(pattern, host)).toBe(expected);
});
