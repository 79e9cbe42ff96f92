import { expect, test } from "vitest";
import { planService } from "../src/service-plan.ts";
import { serviceOf } from "./environments.ts";

test("goes back to the last revision that worked when a new one does not come up", () => {
  expect(planService(serviceOf("threa-prod", "app")).deploymentCircuitBreaker).toEqual({
    enable: true,
    rollback: true,
  });
});

test("lets operators open a shell where the service says so (THREA-032)", () => {
  expect(planService(serviceOf("threa-prod", "app")).enableExecuteCommand).toBe(true);
  expect(planService(serviceOf("happyrobot-prod", "api")).enableExecuteCommand).toBe(false);
});

test("gives a slow starter its time before the load balancer may call it ill", () => {
  const service = serviceOf("happyrobot-prod", "api");
  const { healthCheck } = service;
  const slow = healthCheck && { ...service, healthCheck: { ...healthCheck, startPeriodSeconds: 180 } };
  expect(planService(service).healthCheckGracePeriodSeconds).toBe(60);
  expect(slow && planService(slow).healthCheckGracePeriodSeconds).toBe(180);
});

test("has no grace period where no load balancer asks (THREA-031)", () => {
  expect(planService(serviceOf("threa-prod", "app"))).not.toHaveProperty("healthCheckGracePeriodSeconds");
});
