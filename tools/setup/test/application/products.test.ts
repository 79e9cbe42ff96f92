import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isTree, listProducts, productTerms, valueAt } from "@strata/shared-config";
import { parse } from "dotenv";
import { describe, expect, it } from "vitest";
import { keysOf, parseExample, readExample } from "../../src/application/example-file.ts";
import { REPOSITORY } from "./fixtures.ts";

const products = listProducts(REPOSITORY).flatMap((product) => {
  const { application, settings } = productTerms(REPOSITORY, product, "prod");
  return application === undefined ? [] : [{ product, application, settings }];
});

it("has an environment file for each product whose application asks for one", () => {
  expect(products.map(({ product }) => product)).toEqual(["happyrobot", "proliferate", "threa"]);
});

describe.each(products)("$product", ({ application, settings }) => {
  it("HAPPY-113, PROL-115: has an example with exactly the keys of its schema, as dotenv reads it", () => {
    const text = readFileSync(join(REPOSITORY, "products", application.example), "utf8");
    expect([...keysOf(readExample(REPOSITORY, application))]).toEqual(Object.keys(parse(text)));
  });

  it("says in a comment what a key is for", () => {
    const silent = readExample(REPOSITORY, application).flatMap((line) =>
      line.key !== undefined && line.comment === "" ? [line.key] : [],
    );
    expect(silent).toEqual([]);
  });

  it("names only secrets that the environments have", () => {
    const entries = valueAt(settings, ["data", "secrets", "entries"]);
    for (const { store } of Object.values(application.keys)) {
      if (store !== undefined && "secret" in store)
        expect(isTree(entries) && Object.hasOwn(entries, store.secret)).toBe(true);
    }
  });

  it("gives containers each secret under a key of the file", () => {
    const services = valueAt(settings, ["services"]);
    const names = Object.values(isTree(services) ? services : {}).flatMap((service) => {
      const secrets = valueAt(service, ["secrets"]);
      return Object.keys(isTree(secrets) ? secrets : {});
    });
    // The proxy's image reads its key under a name of its own as well.
    expect(names.filter((name) => !Object.hasOwn(application.keys, name) && name !== "LITELLM_MASTER_KEY")).toEqual([]);
  });
});

describe("Proliferate's schema has every key that its specification names:", () => {
  const keys = products.find(({ product }) => product === "proliferate")?.application.keys ?? {};
  it.each([
    ["PROL-071", ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]],
    ["PROL-072", ["AWS_REGION"]],
    ["PROL-073", ["ANTHROPIC_API_KEY"]],
    ["PROL-074", ["GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY"]],
    ["PROL-075", ["GITHUB_OAUTH_APP_ID", "GITHUB_OAUTH_APP_SECRET"]],
    ["PROL-076", ["GITHUB_APP_WEBHOOK_SECRET", "NEXT_PUBLIC_GITHUB_APP_SLUG"]],
    ["PROL-077", ["MODAL_TOKEN_ID", "MODAL_TOKEN_SECRET"]],
    ["PROL-078", ["E2B_API_KEY"]],
    ["PROL-079", ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"]],
    ["PROL-080", ["RESEND_API_KEY"]],
    ["PROL-081", ["AUTUMN_API_KEY"]],
    ["PROL-082", ["DOMAIN_NAME", "ACM_CERTIFICATE_ARN"]],
    ["PROL-083", ["BETTER_AUTH_SECRET", "SERVICE_TO_SERVICE_AUTH_TOKEN", "USER_SECRETS_ENCRYPTION_KEY"]],
    ["PROL-084", ["BILLING_JWT_SECRET", "LLM_PROXY_MASTER_KEY"]],
    ["PROL-085", ["AUTH_TOKEN", "TEST_TOKEN", "TEST_REPO_ID", "DEV_USER_ID"]],
    ["PROL-086", ["WEB_PORT", "WORKER_PORT", "GATEWAY_PORT", "API_PORT", "LLM_PROXY_REQUIRED"]],
    ["PROL-087", ["OPENAI_API_KEY", "SLACK_CLIENT_SECRET", "NANGO_SECRET_KEY"]],
    ["PROL-106", ["DATABASE_URL", "REDIS_URL"]],
  ])("%s %s", (_id, wanted) => {
    expect(Object.keys(keys)).toEqual(expect.arrayContaining(wanted));
  });

  it("PROL-074: the private key is of several lines", () => {
    expect(keys.GITHUB_APP_PRIVATE_KEY?.ask).toBe("pem");
  });
});

it("takes comments and defaults from the example", () => {
  expect(parseExample("# Port\nPORT=80 # note\n\nPLAIN='a b'\n")).toEqual([
    { key: undefined, text: "# Port" },
    { key: "PORT", initial: "80", comment: "Port" },
    { key: undefined, text: "" },
    { key: "PLAIN", initial: "a b", comment: "" },
  ]);
});
