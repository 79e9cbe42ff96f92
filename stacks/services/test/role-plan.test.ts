import { expect, test } from "vitest";
import { planRoles } from "../src/role-plan.ts";
import { environmentOf } from "./environments.ts";

test("gives all of Proliferate's services one role (PROL-024)", () => {
  expect(planRoles(environmentOf("proliferate-dev").services)).toEqual([
    {
      name: "proliferate-task-dev",
      services: ["worker", "llm-proxy", "gateway"],
      description:
        "What the tasks of proliferate-worker-dev, proliferate-llm-proxy-dev, proliferate-gateway-dev may do",
      executeCommand: false,
      shared: true,
    },
  ]);
});

test("gives each service a role of its own where none is named", () => {
  const roles = planRoles(environmentOf("happyrobot-dev").services);
  expect(roles.map(({ services, shared }) => ({ services, shared }))).toEqual([
    { services: ["api"], shared: false },
    { services: ["web"], shared: false },
  ]);
});

test("lets operators into a shared role where one of its services says so", () => {
  const overrides = { "services.gateway.executeCommand": "true" };
  expect(planRoles(environmentOf("proliferate-dev", overrides).services)[0]?.executeCommand).toBe(true);
});

test("counts a role as shared where another service names it", () => {
  const { services } = environmentOf("happyrobot-dev");
  const { api, web } = services;
  const both = api && web && planRoles({ api, web: { ...web, role: api.role } });
  expect(both?.map(({ services: users, shared }) => ({ users, shared }))).toEqual([
    { users: ["api", "web"], shared: true },
  ]);
});
