import { describe, expect, test } from "vitest";
import { calleesFirst, planDeployed } from "../src/deployed-plan.ts";
import { deployedOf } from "../src/service-outputs.ts";
import { variablesOf } from "../src/variables.ts";
import { environmentOf, serviceOf } from "./environments.ts";

const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:sentry-AbCdEf";
const set = { "secret.sentry-relay": arn, "secret.sentry-dsn": arn };

describe("an environment whose optional secret nobody has set", () => {
  const { environment, leftOut } = planDeployed(environmentOf("runlayer-dev"), {});

  test("is deployed without the service that requires it, and says so in one line (RUN-061, RUN-062)", () => {
    expect(Object.keys(environment.services)).toEqual(["backend", "frontend"]);
    expect(leftOut).toEqual([
      "service sentry-relay is left out: no secret sentry-relay is set; backend goes without it",
    ]);
    expect(deployedOf(environment)).toMatchObject({ backend: true, "sentry-relay": false, "tool-guard": false });
  });

  test("tells the callers of that service nothing (RUN-063)", () => {
    const { backend } = environment.services;
    expect(backend && variablesOf(backend).secrets).not.toHaveProperty("SENTRY_DSN");
    expect(backend?.calls).toEqual({});
  });
});

describe("an environment whose optional secret is set", () => {
  const { environment, leftOut } = planDeployed(environmentOf("runlayer-dev"), set);

  test("has the service that requires it, whatever that is told (RUN-061)", () => {
    expect(leftOut).toEqual([]);
    expect(deployedOf(environment)).toMatchObject({ "sentry-relay": true });
    expect(environment.services["sentry-relay"]?.secrets).toHaveProperty("RELAY_SECRET_KEY");
  });

  test("points the backend's telemetry at it (RUN-064)", () => {
    const { backend } = environment.services;
    expect(backend && variablesOf(backend).secrets.SENTRY_DSN).toEqual({ secret: "sentry-dsn" });
  });
});

test("has no relay where its secret is switched off, though it is there (RUN-066)", () => {
  const off = { "data.secrets.entries.sentry-relay.presence": "off" };
  const { environment } = planDeployed(environmentOf("runlayer-dev", off), set);
  expect(deployedOf(environment)["sentry-relay"]).toBe(false);
});

test("leaves out single variables that ask for an absent secret, in further containers, too", () => {
  const backend = {
    ...serviceOf("runlayer-dev", "backend"),
    secrets: { A: { secret: "sentry-relay" }, B: { postgres: "host" } },
  } as const;
  const prestart = backend.containers.prestart;
  const containers = prestart === undefined ? {} : { prestart: { ...prestart, secrets: backend.secrets } };
  const whole = environmentOf("runlayer-dev");
  const { environment } = planDeployed({ ...whole, services: { backend: { ...backend, containers } } }, {});
  expect(environment.services.backend?.secrets).toEqual({ B: { postgres: "host" } });
  expect(environment.services.backend?.containers.prestart?.secrets).toEqual({ B: { postgres: "host" } });
});

test("keeps a required secret that the data layer lacks, for the error that names it", () => {
  const { environment } = planDeployed(environmentOf("runlayer-enterprise"), {});
  expect(deployedOf(environment)).toMatchObject({ "sentry-relay": true });
});

test("leaves the migration of a service out along with it", () => {
  const whole = environmentOf("runlayer-dev");
  const migration = { service: "sentry-relay", command: ["migrate"], run: "manual", timeoutMinutes: 30 } as const;
  expect(planDeployed({ ...whole, migration }, {}).environment.migration).toBeUndefined();
  expect(planDeployed({ ...whole, migration }, set).environment.migration).toEqual(migration);
});

test("changes nothing of an environment without optional secrets", () => {
  const environment = environmentOf("happyrobot-prod");
  expect(planDeployed(environment, {})).toEqual({ environment, leftOut: [] });
});

describe("the order of the services", () => {
  test("has callees before their callers, and the file's order else (RUN-069)", () => {
    expect(calleesFirst(environmentOf("runlayer-enterprise").services)).toEqual([
      "tool-guard",
      "sentry-relay",
      "backend",
      "frontend",
    ]);
    expect(calleesFirst(environmentOf("proliferate-dev").services)).toEqual(["worker", "llm-proxy", "gateway"]);
  });

  test("has each service once where they call one another", () => {
    const service = serviceOf("runlayer-dev", "frontend");
    const calling = (callee: string) => ({ ...service, calls: { [callee]: { environment: {}, secrets: {} } } });
    expect(calleesFirst({ a: calling("b"), b: calling("a") })).toEqual(["b", "a"]);
  });
});
