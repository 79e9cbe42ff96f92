import { describe, expect, it } from "vitest";
import { describeError, loadEnvironment } from "../src/index.ts";
import { PRODUCT, repository } from "./repository.ts";

function refusal(
  name: string,
  files: Readonly<Record<string, string>> = {},
  overrides: Readonly<Record<string, string>> = {},
) {
  try {
    loadEnvironment(repository(files), name, overrides);
  } catch (error) {
    return describeError(error);
  }
  return "accepted";
}

const environment = (text: string) => ({ "environments/shop-prod.yaml": `product: shop\ntier: prod\n${text}` });

describe("an environment file is refused", () => {
  it("when no file has that name, with the nearest one", () => {
    expect(refusal("shop-pord")).toMatch(
      /ENVIRONMENT_UNKNOWN: .*"shop-pord"; did you mean shop-prod\?\n.*one of: shop-prod/,
    );
  });

  it("when its product is unknown, with the nearest one", () => {
    expect(refusal("shop-prod", { "environments/shop-prod.yaml": "product: shpo\ntier: prod\n" })).toMatch(
      /PRODUCT_UNKNOWN: .*"shpo"; did you mean shop\?/,
    );
  });

  it("when its tier does not exist, with the tiers there are", () => {
    expect(refusal("shop-prod", { "environments/shop-prod.yaml": "product: shop\ntier: live\n" })).toMatch(
      /shop-prod\.yaml:2 tier = "live": must be one of: dev, staging, prod/,
    );
  });

  it.each([
    [
      "an unknown key",
      "network: { ziones: 2 }\n",
      /shop-prod\.yaml:3 network\.ziones = 2: unknown key; did you mean zones\?/,
    ],
    ["an unknown section", "netwrk: { zones: 2 }\n", /:3 netwrk: unknown key; did you mean network\?/],
    ["a wrong type", "network: { zones: two }\n", /:3 network\.zones = "two": invalid input: expected number/],
    ["a value out of range", "network: { zones: 9 }\n", /:3 network\.zones = 9: too big.*4/],
    [
      "a choice that does not exist",
      "network: { nat: perzone }\n",
      /nat = "perzone": must be one of: none, single, perZone; did you mean perZone\?/,
    ],
    [
      "a region that does not exist",
      "aws: { region: eu-centrl-1 }\n",
      /region = "eu-centrl-1": must be one of: .*; did you mean eu-central-1\?/,
    ],
    ["a CIDR that is none", "network: { cidr: 10.0.0.0 }\n", /cidr = "10\.0\.0\.0": an IPv4 range such as/],
    [
      "a CIDR that is too small",
      "network: { cidr: 10.0.0.0/26 }\n",
      /cidr = "10\.0\.0\.0\/26": too small: a VPC is a \/16 to a \/24/,
    ],
    ["a CIDR whose address is inside the range", "network: { cidr: 10.0.0.1/16 }\n", /not the first one of the range/],
    [
      "overlapping subnets",
      "network: { zones: 2, subnets: { public: [10.0.0.0/24, 10.0.1.0/24], private: [10.0.1.128/25, 10.0.3.0/24] } }\n",
      /private\.0 = "10\.0\.1\.128\/25": overlaps network\.subnets\.public\.1 = 10\.0\.1\.0\/24/,
    ],
    [
      "a subnet outside the VPC",
      "network: { zones: 2, subnets: { public: [10.0.0.0/24, 10.1.1.0/24], private: [10.0.2.0/24, 10.0.3.0/24] } }\n",
      /public\.1 = "10\.1\.1\.0\/24": lies outside the VPC's 10\.0\.0\.0\/16/,
    ],
    [
      "fewer subnets than zones",
      "network: { zones: 3, subnets: { public: [10.0.0.0/24, 10.0.1.0/24], private: [10.0.2.0/24, 10.0.3.0/24, 10.0.4.0/24] } }\n",
      /subnets\.public = .*: has 2 ranges; 3 zones want 3/,
    ],
    [
      "a CPU and memory pair that Fargate lacks",
      "services: { web: { cpu: 256, memory: 4096 } }\n",
      /memory = 4096: Fargate does not offer it with 256 CPU units; it offers 512, 1024, 2048/,
    ],
    [
      "HTTPS without certificate or domain",
      "cluster: { loadBalancer: { enabled: true, https: {} } }\n",
      /https: HTTPS needs a certificate: set certificateArn, or domain/,
    ],
    [
      "a domain without a zone that could validate its certificate",
      "cluster: { loadBalancer: { enabled: true, https: { domain: shop.example.com } } }\n",
      /https\.domain = "shop\.example\.com": a certificate is validated in a zone/,
    ],
    [
      "a service behind a load balancer that is off",
      "services: { web: { exposure: loadBalancer } }\n",
      /exposure = "loadBalancer": needs cluster\.loadBalancer\.enabled: true/,
    ],
    [
      "a repository that does not exist",
      "services: { web: { image: { repository: wbe } } }\n",
      /repository = "wbe": no such repository; did you mean web\?/,
    ],
    [
      "a secret that does not exist",
      "services: { web: { secrets: { KEY: { secret: api } } } }\n",
      /secrets\.KEY: no such secret; data\.secrets\.entries has: none/,
    ],
    [
      "a vault that would be asked without TLS",
      "data: { secrets: { entries: { dsn: { source: config, fetch: { url: 'http://vault.example.com', bearer: dsn } } } } }\n",
      /fetch\.url = "http:\/\/vault\.example\.com": an https:\/\/ address/,
    ],
    [
      "a vault whose token is no entry",
      "data: { secrets: { entries: { dsn: { source: config, fetch: { url: 'https://vault.example.com', bearer: dns } } } } }\n",
      /fetch\.bearer.*: is no entry with source: config; did you mean dsn\?/,
    ],
    [
      "a vault for what is generated",
      "data: { secrets: { entries: { dsn: { source: generated, fetch: { url: 'https://vault.example.com', bearer: dsn } } } } }\n",
      /entries\.dsn\.fetch.*: is of source: config/,
    ],
    [
      "a minimum over the maximum",
      "services: { web: { scaling: { min: 4, max: 2 } } }\n",
      /scaling\.min = 4: is over max, 2/,
    ],
    [
      "a retention that CloudWatch lacks",
      "services: { web: { logRetentionDays: 8 } }\n",
      /logRetentionDays = 8: must be one of: 1, 3, 5, 7/,
    ],
    [
      "a region outside the residency",
      "aws: { region: us-east-1, residency: [eu-south-2] }\n",
      /region = "us-east-1": outside the data residency: eu-south-2/,
    ],
    [
      "an engine version without the extension",
      'data: { postgres: { engineVersion: "15.2", extensions: [vector] } }\n',
      /engineVersion = "15\.2": does not ship the extension vector/,
    ],
    [
      "a name that a suffix makes too long",
      "naming: { suffix: -a-very-long-suffix-indeed-it-is }\n",
      /loadBalancer\.name: .* has \d+ characters; the limit is 32/,
    ],
    [
      "a negative budget",
      "observability: { budget: { monthlyUsd: -5 } }\n",
      /monthlyUsd = -5: a budget is a positive number/,
    ],
    [
      "a path without a slash",
      "services: { web: { route: { paths: [api] } } }\n",
      /paths\.0 = "api": starts with a slash/,
    ],
    ["a key twice", "network: { zones: 2 }\nnetwork: { zones: 2 }\n", /shop-prod\.yaml:4 Map keys must be unique/],
    ["a tab for indentation", "network:\n\tzones: 2\n", /shop-prod\.yaml:4 /],
  ])("for %s", (_what, text, message) => {
    expect(refusal("shop-prod", environment(text))).toMatch(message);
  });

  it("when more than one task needs a Redis that is off (THREA-015)", () => {
    const product = PRODUCT.replace("    port: 8080", "    port: 8080\n    pubSub: redis");
    expect(refusal("shop-prod", { "products/shop.yaml": product })).toMatch(
      /desiredCount = 2: more than one task needs Redis/,
    );
    expect(refusal("shop-prod", { "products/shop.yaml": product }, { "services.web.desiredCount": "1" })).toBe(
      "accepted",
    );
  });

  it("when it is empty or larger than any description", () => {
    expect(refusal("shop-prod", { "environments/shop-prod.yaml": "" })).toMatch(/is empty or not a map/);
    expect(refusal("shop-prod", environment(`# ${"x".repeat(600_000)}\n`))).toMatch(/characters; the limit is/);
  });

  it("naming all problems at once, each at its own line and file", () => {
    const text = refusal("shop-prod", {
      ...environment("network: { zones: 9 }\n"),
      "products/shop.yaml": PRODUCT.replace("8080", "808080"),
    });
    expect(text).toMatch(/2 problems/);
    expect(text).toMatch(/environments\/shop-prod\.yaml:3 network\.zones/);
    expect(text).toMatch(/products\/shop\.yaml:11 services\.web\.port = 808080/);
  });

  it("accepts a byte order mark", () => {
    expect(refusal("shop-prod", { "environments/shop-prod.yaml": "\uFEFFproduct: shop\ntier: prod\n" })).toBe(
      "accepted",
    );
  });
});
