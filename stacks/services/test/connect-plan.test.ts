import { expect, test } from "vitest";
import { internalUrl, isConnected, planConnect } from "../src/connect-plan.ts";
import { internalUrlsOf } from "../src/service-outputs.ts";
import { environmentOf, serviceOf } from "./environments.ts";

test("lets others reach ToolGuard under its key and port (RUN-069, RUN-087)", () => {
  expect(planConnect("tool-guard", serviceOf("runlayer-enterprise", "tool-guard"))).toEqual([
    { portName: "tool-guard", discoveryName: "tool-guard", clientAlias: [{ dnsName: "tool-guard", port: 8080 }] },
  ]);
  expect(internalUrlsOf(environmentOf("runlayer-enterprise"))).toEqual({
    "tool-guard": "http://tool-guard:8080",
    "sentry-relay": "http://sentry-relay:3000",
  });
});

test("makes a caller a client of the namespace that offers nothing itself (RUN-069)", () => {
  const backend = serviceOf("runlayer-enterprise", "backend");
  expect(isConnected(backend)).toBe(true);
  expect(planConnect("backend", backend)).toEqual([]);
  expect(internalUrl("backend", backend)).toBeUndefined();
});

test("leaves a service alone that neither calls nor is called", () => {
  expect(isConnected(serviceOf("runlayer-enterprise", "frontend"))).toBe(false);
  expect(internalUrlsOf(environmentOf("happyrobot-prod"))).toEqual({});
});
