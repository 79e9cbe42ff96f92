import { expect, test } from "vitest";
import { resolveSecrets, secretTerms } from "../src/secret-plan.ts";
import { environmentOf, serviceOf } from "./environments.ts";

const termsOf = (name: string, key: string, overrides = {}) =>
  secretTerms(serviceOf(name, key, overrides), environmentOf(name, overrides)).map(
    (each) => `${each.name}=${each.term}`,
  );

test("asks for the database's and the cache's URL (THREA-029, THREA-030)", () => {
  expect(termsOf("threa-prod", "app")).toEqual(["DATABASE_URL=postgres.url", "REDIS_URL=redis.url"]);
});

test("leaves the cache's URL out where there is no cache (THREA-030)", () => {
  expect(termsOf("threa-budget", "app")).toEqual(["DATABASE_URL=postgres.url"]);
});

test("takes a further secret from settings alone (THREA-028)", () => {
  const overrides = {
    "data.secrets.entries.workos-api-key.source": "operator",
    "services.app.secrets.WORKOS_API_KEY.secret": "workos-api-key",
  };
  expect(termsOf("threa-prod", "app", overrides)).toContain("WORKOS_API_KEY=secret.workos-api-key");
});

test("gives the API its key and the database's credentials, and the front end neither (HAPPY-053, HAPPY-060)", () => {
  expect(termsOf("happyrobot-dev", "api")).toEqual(
    expect.arrayContaining(["API_KEY=secret.api-key", "DATABASE_URL=postgres.url"]),
  );
  expect(termsOf("happyrobot-dev", "web")).toEqual([]);
});

test("reads each variable from what the data layer says", () => {
  const arn = "arn:aws:ssm:eu-central-1:123456789012:parameter/threa/database-url";
  expect(resolveSecrets([{ name: "DATABASE_URL", term: "postgres.url" }], { "postgres.url": arn })).toEqual([
    { name: "DATABASE_URL", valueFrom: arn },
  ]);
});

test("names the variable and the secret that the data layer does not have", () => {
  expect(() => resolveSecrets([{ name: "API_KEY", term: "secret.api-key" }], {})).toThrow(
    "the deployed data has no secret secret.api-key, which API_KEY is to be read from",
  );
});

test("reads one key of a secret that is a JSON object (SUNA-019)", () => {
  const environment = environmentOf("suna-dev");
  const arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:suna-AbCdEf";
  const terms = secretTerms(serviceOf("suna-dev", "api"), environment);
  expect(resolveSecrets(terms, { "secret.app-env": arn })[0]).toEqual({
    name: "ANTHROPIC_API_KEY",
    valueFrom: `${arn}:ANTHROPIC_API_KEY::`,
  });
});

test("asks for the keys of the chosen provider of sandboxes alone (PROL-048)", () => {
  const terms = termsOf("proliferate-dev", "worker");
  expect(terms).toContain("MODAL_TOKEN_ID=secret.modal-token-id");
  expect(terms.filter((term) => term.startsWith("E2B"))).toEqual([]);
});
