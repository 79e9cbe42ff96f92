import { describe, expect, test } from "vitest";
import {
  checkTargetType,
  planConditions,
  planHealthCheck,
  planStickiness,
  serviceUrl,
  targetGroupName,
  targetGroupSuffix,
} from "../src/route-plan.ts";
import { serviceOf } from "./environments.ts";

describe("the name of a target group", () => {
  test("changes with the port, so that the new one can exist beside the old one", () => {
    expect(targetGroupName({ family: "happyrobot-api", port: 8000 })).toBe("happyrobot-api-8000");
    expect(targetGroupName({ family: "happyrobot-api", port: 8001 })).toBe("happyrobot-api-8001");
  });

  test("fits into 32 characters, and stays another one for another port", () => {
    const family = "a-service-whose-name-is-rather-long";
    const names = [8000, 8001].map((port) => targetGroupName({ family, port }));
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

test("lets a client of the gateway come back to its task for a day by a cookie (PROL-035)", () => {
  expect(planStickiness(serviceOf("proliferate-dev", "gateway"))).toEqual({
    type: "lb_cookie",
    enabled: true,
    cookieDuration: 86_400,
  });
  expect(planStickiness(serviceOf("proliferate-dev", "llm-proxy"))).toBeUndefined();
});

test("separates two services by their paths, and by hosts where there are some (RUN-036)", () => {
  const { route } = serviceOf("runlayer-dev", "backend");
  expect(planConditions({ route })).toEqual([{ pathPattern: { values: ["/api/*", "/docs*", "/openapi.json"] } }]);
  expect(planConditions({ route: { ...route, hosts: ["api.example.com"] } })).toEqual([
    { hostHeader: { values: ["api.example.com"] } },
    { pathPattern: { values: ["/api/*", "/docs*", "/openapi.json"] } },
  ]);
});

describe("a target group that exists", () => {
  const service = serviceOf("suna-dev", "api");
  const arn = service.route.targetGroupArn ?? "";
  const bridged = { ...service, ec2: { networkMode: "bridge", placement: "spread" } } as const;

  test("gives the dimension of its metrics from its ARN", () => {
    expect(targetGroupSuffix(arn)).toBe("targetgroup/suna-api-dev/6d0ecf831eec9f11");
  });

  test("takes addresses of tasks, or instances where tasks share theirs (SUNA-007)", () => {
    expect(() => checkTargetType(service, arn, "ip")).not.toThrow();
    expect(() => checkTargetType(bridged, arn, "instance")).not.toThrow();
  });

  test.each([
    [service, "instance", "need ip", "ec2.networkMode: bridge"],
    [bridged, "ip", "need instance", "ec2.networkMode: awsvpc"],
    [service, "lambda", "need ip", "target type ip"],
  ])("is refused where its members are of another kind (SUNA-007)", (each, found, wanted, hint) => {
    expect(() => checkTargetType(each, arn, found)).toThrow(wanted);
    expect(() => checkTargetType(each, arn, found)).toThrow(
      expect.objectContaining({ code: "ENVIRONMENT_INVALID", hint: expect.stringContaining(hint) }),
    );
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
