import { expect, test } from "vitest";
import { planCache } from "../src/cache-plan.ts";

const { paths, rest } = planCache(["/_next/static/*", "/static/*"], "origin");

test("static paths are kept, and only read", () => {
  expect(paths.map(({ pathPattern }) => pathPattern)).toEqual(["/_next/static/*", "/static/*"]);
  for (const { allowedMethods, cachePolicyId } of paths) {
    expect(allowedMethods).not.toContain("POST");
    expect(cachePolicyId).not.toBe(rest.cachePolicyId);
  }
});

test("everything else passes with all methods and what the viewer sent", () => {
  expect(rest.allowedMethods).toEqual(["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]);
  expect(rest.originRequestPolicyId).toBe(paths[0]?.originRequestPolicyId);
  expect(rest.targetOriginId).toBe("origin");
});

test("nobody is served without TLS", () => {
  for (const behavior of [...paths, rest]) expect(behavior.viewerProtocolPolicy).toBe("redirect-to-https");
});
