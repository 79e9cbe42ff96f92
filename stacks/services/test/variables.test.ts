import { describe, expect, test } from "vitest";
import { variablesOf, variablesOfContainer } from "../src/variables.ts";
import { serviceOf } from "./environments.ts";

const service = {
  environment: { A: "plain", B: "plain" },
  secrets: { C: { postgres: "url" }, D: { postgres: "url" } },
  calls: { callee: { environment: { C: "told" }, secrets: { A: { secret: "told" } } } },
} as const;

test("puts what a service is told over its own, whether plain or secret, so that no name is both", () => {
  expect(variablesOf(service)).toEqual({
    environment: { B: "plain", C: "told" },
    secrets: { D: { postgres: "url" }, A: { secret: "told" } },
  });
});

test("tells the backend where ToolGuard is (RUN-069)", () => {
  expect(variablesOf(serviceOf("runlayer-enterprise", "backend")).environment).toMatchObject({
    TOOL_GUARD_URL: "http://tool-guard:8080",
  });
});

test("gives the client id as a plain value and the API key as a secret only (RUN-059)", () => {
  const { environment, secrets } = variablesOf(serviceOf("runlayer-dev", "backend"));
  expect(environment.AUTH_CLIENT_ID).toBe("your-auth-client-id");
  expect(environment).not.toHaveProperty("AUTH_API_KEY");
  expect(secrets.AUTH_API_KEY).toEqual({ secret: "auth-api-key" });
});

describe("a further container", () => {
  const container = { start: "beside", essential: false, logGroup: "/a" } as const;
  const own = { environment: { D: "own" }, secrets: {} };

  test("has the service's variables below its own", () => {
    expect(variablesOfContainer(service, { ...container, ...own, inherit: true })).toEqual({
      environment: { B: "plain", C: "told", D: "own" },
      secrets: { A: { secret: "told" } },
    });
  });

  test("has its own alone where it inherits none", () => {
    expect(variablesOfContainer(service, { ...container, ...own, inherit: false })).toEqual(own);
  });
});
