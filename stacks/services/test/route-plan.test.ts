import { describe, expect, test } from "vitest";
import { planHealthCheck, serviceUrl, targetGroupName } from "../src/route-plan.ts";
import { serviceOf } from "./environments.ts";

describe("the name of a target group", () => {
  test("changes with the port, so that the new one can exist beside the old one", () => {
    expect(targetGroupName({ name: "happyrobot-api", port: 8000 })).toBe("happyrobot-api-8000");
    expect(targetGroupName({ name: "happyrobot-api", port: 8001 })).toBe("happyrobot-api-8001");
  });

  test("fits into 32 characters, and stays another one for another port", () => {
    const name = "a-service-whose-name-is-rather-long";
    const names = [8000, 8001].map((port) => targetGroupName({ name, port }));
    expect(new Set(names).size).toBe(2);
    for (const each of names) expect(each).toMatch(/^[a-zA-Z0-9-]{1,31}[a-zA-Z0-9]$/);
  });
});

test("asks the API for its own health path (HAPPY-052)", () => {
  expect(planHealthCheck(serviceOf("happyrobot-dev", "api"))).toMatchObject({
    path: "/api/v1/health",
    matcher: "200",
    protocol: "HTTP",
  });
});

describe("the address of a service", () => {
  test.each([
    [["/*"], "https://example.com"],
    [["/api/*", "/health"], "https://example.com/api"],
    [["/docs*"], "https://example.com"],
    [["/v1/chat"], "https://example.com/v1/chat"],
    [["/a?c/*"], "https://example.com"],
  ])("for the patterns %j is %s", (paths, url) => {
    expect(serviceUrl("https", "example.com", paths)).toBe(url);
  });
});
