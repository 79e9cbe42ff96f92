import { describe, expect, it } from "vitest";
import { loadEnvironment } from "../src/index.ts";
import { isSecretPath, shapeOf } from "../src/layer/secret-paths.ts";
import { misfit, standIn } from "../src/layer/secret-shape.ts";
import { refusal } from "./refusal.ts";
import { repository } from "./repository.ts";

const entries = (text: string) => `data: { secrets: { store: secretsManager, entries: { ${text} } } }\n`;

describe("an entry of the secret store", () => {
  it.each([
    ["json of an operator's value", "a: { json: { k: text } }", /entries\.a\.json.*is of source: config/],
    ["a url without a source", "a: { source: url }", /entries\.a\.url.*is required by source: url/],
    [
      "a url of an entry that is not config",
      'a: { source: url, url: { secret: b, origin: "http://x:1" } }, b: {}',
      /entries\.a\.url\.secret.*is no entry with source: config/,
    ],
    [
      "a url of a key that is text",
      'a: { source: url, url: { secret: b, key: k, origin: "http://x:1" } }, b: { source: config, json: { k: text } }',
      /b has no url of that name in its json/,
    ],
    [
      "an operator's entry that may be absent",
      "a: { presence: optional }",
      /entries\.a\.presence.*known of source: config only/,
    ],
  ])("is refused with %s", (_what, text, message) => {
    expect(refusal(entries(text))).toMatch(message);
  });

  it("is read by key in Secrets Manager only, and only by keys that it has", () => {
    const asked = "services: { web: { secrets: { K: { secret: a, key: k } } } }\n";
    expect(refusal(entries("a: { source: config, json: { k: text } }") + asked)).toBe("accepted");
    expect(refusal(entries("a: { source: config, json: { q: text } }") + asked)).toMatch(/a has no key k/);
    expect(refusal(`data: { secrets: { entries: { a: {} } } }\n${asked}`)).toMatch(/SSM gives whole values only/);
  });

  it("takes the variables that ask for it away when it is switched off (PROL-078, PROL-079)", () => {
    const root = repository({
      "environments/shop-prod.yaml": `product: shop\ntier: prod\n${entries('a: { presence: "off" }, b: {}')}services: { web: { secrets: { A: { secret: a }, B: { secret: b } } } }\n`,
    });
    expect(loadEnvironment(root, "shop-prod").services.web?.secrets).toEqual({ B: { secret: "b" } });
  });
});

describe("the paths of secrets", () => {
  it("are known by their pattern", () => {
    expect(isSecretPath("data.postgres.password")).toBe(true);
    expect(isSecretPath("data.secrets.entries.api-key.value")).toBe(true);
    expect(isSecretPath("edge.router.backends.home.tunnelId")).toBe(true);
    expect(isSecretPath("data.secrets.entries.api-key.length")).toBe(false);
    expect(isSecretPath("network.zones")).toBe(false);
  });

  it("have the shape that their entry says", () => {
    const root = repository({
      "environments/shop-prod.yaml": `product: shop\ntier: prod\n${entries("a: { source: config, json: { k: url } }")}`,
    });
    const environment = loadEnvironment(root, "shop-prod");
    expect(shapeOf(environment, "data.secrets.entries.a.value")).toEqual({ k: "url" });
    expect(shapeOf(environment, "data.secrets.entries.a.arn")).toBe("secretArn");
  });
});

describe("a secret's value", () => {
  const relay = { public_key: "text", sentry_dsn: "url" } as const;

  it.each([
    [relay, "{}", /public_key is not there/],
    [relay, '{"public_key":"p","sentry_dsn":"x"}', /sentry_dsn is no URL/],
    [relay, '{"public_key":"p","sentry_dsn":"https://a@b/1","more":"m"}', /it has more too/],
    [relay, "nonsense", /is not a JSON object with the keys public_key, sentry_dsn$/],
    ["secretArn", "arn:aws:s3:::bucket", /is not the ARN of a secret/],
    ["uuid", "tunnel", /is no UUID/],
    ["url", "database", /is no URL/],
    ["text", " ", /is empty/],
  ] as const)("of shape %j is refused as %j (RUN-071)", (shape, value, message) => {
    expect(misfit(shape, value)).toMatch(message);
  });

  it.each(["text", "url", "secretArn", "uuid", relay] as const)("of shape %j has a stand-in that fits", (shape) => {
    expect(misfit(shape, standIn(shape, "Rehearsal-0123456789abcdef01234567", "eu-west-1"))).toBeUndefined();
  });
});
