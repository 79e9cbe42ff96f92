import { describe, expect, test } from "vitest";
import { findRoot, loadEnvironment, type Overrides, servingSchemes } from "../src/index.ts";

const root = findRoot(import.meta.dirname) ?? "";
const loading = (environment: string, overrides: Overrides) => () => loadEnvironment(root, environment, overrides);

describe("a service is refused", () => {
  test("whose load balancer's check may outlast the time between two", () => {
    const overrides = {
      "services.api.route.healthCheck.timeoutSeconds": "30",
      "services.api.route.healthCheck.intervalSeconds": "30",
    };
    expect(loading("happyrobot-dev", overrides)).toThrow(/route\.healthCheck\.timeoutSeconds.*less than 30/s);
  });

  test("whose autoscaling has nothing to go by", () => {
    const overrides = { "services.app.scaling.min": "1", "services.app.scaling.max": "3" };
    expect(loading("threa-prod", overrides)).toThrow(/set cpuPercent or memoryPercent/);
  });

  test("whose file system is read-only although operators open shells in it", () => {
    const overrides = { "services.app.readonlyRootFilesystem": "true" };
    expect(loading("threa-prod", overrides)).toThrow(/executeCommand: false/);
  });

  test("whose log group is another service's", () => {
    const overrides = { "services.web.logGroup": "/aws/ecs/containers-api" };
    expect(loading("happyrobot-dev", overrides)).toThrow(/\/aws\/ecs\/containers-api is also that of api/);
  });

  test("whose user could be a command", () => {
    expect(loading("threa-prod", { "services.app.user": "root; id" })).toThrow(/services\.app\.user/);
  });
});

describe("the schemes that serve", () => {
  const https = { domain: "example.com" };

  test("are HTTP alone without a certificate, whatever else is asked for", () => {
    expect(servingSchemes({ https: false, http: "redirect" })).toEqual(["http"]);
  });

  test("are HTTPS alone with one, and HTTP too where that is asked for", () => {
    expect(servingSchemes({ https, http: "redirect" })).toEqual(["https"]);
    expect(servingSchemes({ https, http: "serve" })).toEqual(["https", "http"]);
  });
});
